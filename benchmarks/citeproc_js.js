// Times citeproc-js: one bibliography of all items, or one of each item.
// In (stdin, JSON): citeproc, locales (folders), style (text), items, alone. Out: seconds of CPU.
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

const groups = job.alone ? [...items.keys()].map((id) => [id]) : [[...items.keys()]];
const cpu = process.cpuUsage();
for (const ids of groups) {
  engine.updateItems(ids);
  if (!engine.makeBibliography()) throw new Error("the style has no bibliography");
}
const { user, system } = process.cpuUsage(cpu);
process.stdout.write(`${(user + system) / 1e6}\n`);
