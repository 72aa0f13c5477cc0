// node replay.cjs FILE...: frozen cases judged by ajv, which knows nothing of schemakit; prints what it judges otherwise.
const fs = require("fs");
const Ajv = require("ajv/dist/2020");
const formats = require("ajv-formats");

let cases = 0;
for (const file of process.argv.slice(2)) {
  for (const group of JSON.parse(fs.readFileSync(file, "utf8"))) {
    const validate = formats(new Ajv({ strict: false })).compile(group.schema);
    for (const test of group.tests) {
      cases += 1;
      if (validate(test.data) !== test.valid) {
        console.log(`${group.description}: ${test.description}`);
      }
    }
  }
}
console.error(cases);
