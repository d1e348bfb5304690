// Renders batches of records with citeproc-js.
// In (stdin, JSON): citeproc, locales (folders), style (text), locale, batches.
// Out (stdout): one JSON object a line for each batch.
"use strict";
const fs = require("fs");
const path = require("path");
const job = JSON.parse(fs.readFileSync(0, "utf8"));
const CSL = require(job.citeproc);
const write = (value) => fs.writeSync(1, JSON.stringify(value) + "\n");
CSL.debug = console.log = () => {};

const locales = {};
function locale(name) {
  if (!(name in locales)) {
    const file = path.join(job.locales, `locales-${name}.xml`);
    locales[name] = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : false;
  }
  return locales[name];
}

// One engine for all batches: to make one takes longer than to render a batch.
let items = new Map();
const sys = { retrieveLocale: locale, retrieveItem: (id) => items.get(String(id)) };
const made = job.locale
  ? new CSL.Engine(sys, job.style, job.locale, true)
  : new CSL.Engine(sys, job.style);
made.opt.development_extensions.wrap_url_and_doi = false;

// The older name of event-title, which older styles print.
const withEvent = (item) => (item["event-title"] ? { event: item["event-title"], ...item } : item);

function begin(batch) {
  made.restoreProcessorState([]);
  items = new Map(batch.items.map((item) => [String(item.id), withEvent(item)]));
}

function guarded(work) {
  try {
    return work();
  } catch (error) {
    return { error: String(error && error.message || error) };
  }
}

// parameters.entry_ids also names the works of which nothing is printed; bibliography_errors tells
// which those are.
function entries() {
  const bibliography = made.makeBibliography();
  if (!bibliography) return null;
  const [parameters, texts] = bibliography;
  let ids = parameters.entry_ids.map((each) => String(each[0]));
  if (ids.length > texts.length) {
    const dropped = new Set(parameters.bibliography_errors.map((error) => String(error.itemID)));
    ids = ids.filter((id) => !dropped.has(id));
  }
  if (ids.length !== texts.length) return { error: "entries without works" };
  return texts.map((text, index) => [ids[index], text]);
}

function notes(clusters) {
  const before = [];
  const texts = {};
  clusters.forEach((cites, index) => {
    const citation = {
      citationID: `c${index}`, citationItems: cites, properties: { noteIndex: index + 1 },
    };
    const [, changed] = made.processCitationCluster(citation, before.slice(), []);
    for (const [, text, id] of changed) texts[id] = text;
    before.push([`c${index}`, index + 1]);
  });
  return before.map(([id]) => texts[id]);
}

const cluster = (cites) => guarded(() => made.makeCitationCluster(cites));

for (const batch of job.batches) {
  write(guarded(() => {
    begin(batch);
    made.updateItems(batch.items.map((item) => String(item.id)));
    // As in a document: the bibliography comes after the citations. The names that it prints count
    // as namesakes of those that are cited, from then on.
    const rendered = {
      singles: batch.singles.map((cite) => cluster([cite])),
      located: batch.located.map((cite) => cluster([cite])),
      clusters: batch.clusters.map(cluster),
      entries: guarded(entries),
    };
    begin(batch);
    rendered.notes = guarded(() => notes(batch.notes));
    return rendered;
  }));
}
