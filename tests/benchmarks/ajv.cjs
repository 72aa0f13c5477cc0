// node ajv.cjs SCHEMA FILE...: what a few lines with ajv cost.
const fs = require("fs");
const Ajv = require("ajv/dist/2020");
const formats = require("ajv-formats");

const [schema, ...files] = process.argv.slice(2);
const ajv = formats(new Ajv({ strict: false }));
const validate = ajv.compile(JSON.parse(fs.readFileSync(schema, "utf8")));
for (const file of files) {
  if (!validate(JSON.parse(fs.readFileSync(file, "utf8")))) {
    console.error(file, validate.errors);
    process.exitCode = 1;
  }
}
