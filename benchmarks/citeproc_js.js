// Times citeproc-js: one bibliography of all items.
// In (stdin, JSON): citeproc, locales (folders), style (text), items. Out: seconds.
"use strict";
const fs = require("fs");
const path = require("path");
const job = JSON.parse(fs.readFileSync(0, "utf8"));
const CSL = require(job.citeproc);
CSL.debug = console.log = () => {};

const items = new Map(job.items.map((item) => [String(item.id), item]));
const sys = {
  retrieveItem: (id) => items.get(String(id)),
  retrieveLocale: (name) => {
    const file = path.join(job.locales, `locales-${name}.xml`);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : false;
  },
};
const engine = new CSL.Engine(sys, job.style);
engine.opt.development_extensions.wrap_url_and_doi = false;

const start = process.hrtime.bigint();
engine.updateItems([...items.keys()]);
const bibliography = engine.makeBibliography();
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
if (!bibliography) throw new Error("the style has no bibliography");
process.stdout.write(`${seconds}\n`);
