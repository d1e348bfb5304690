// A server around the npm package `citeproc`, to compare `citeformat serve` with. It keeps an
// engine for each style and answers as Zotero's citeproc-js-server does: POST CSL-JSON items, get
// the bibliography as JSON. Its arguments: the folders of citeproc, of the locales and of the styles.
"use strict";

const fs = require("fs");
const http = require("http");
const path = require("path");

const [citeproc, locales, styles] = process.argv.slice(2);
const CSL = require(citeproc);
const engines = new Map();
const localeTexts = new Map();

function retrieveLocale(tag) {
    if (!localeTexts.has(tag)) {
        let file = path.join(locales, `locales-${tag}.xml`);
        if (!fs.existsSync(file)) {
            file = path.join(locales, "locales-en-US.xml");
        }
        localeTexts.set(tag, fs.readFileSync(file, "utf8"));
    }
    return localeTexts.get(tag);
}

function engineOf(style, locale) {
    const key = `${style}:${locale}`;
    if (!engines.has(key)) {
        const sys = { items: {}, retrieveLocale, retrieveItem: (id) => sys.items[id] };
        const text = fs.readFileSync(path.join(styles, `${style}.csl`), "utf8");
        engines.set(key, { sys, engine: new CSL.Engine(sys, text, locale) });
    }
    return engines.get(key);
}

function answer(query, body) {
    const { sys, engine } = engineOf(query.get("style"), query.get("locale") || "en-US");
    const { items } = JSON.parse(body);
    // As Zotero's server does, so that no request sees the items of another.
    sys.items = {};
    engine.updateItems([]);
    engine.restoreProcessorState();
    sys.items = Object.fromEntries(items.map((item) => [item.id, item]));
    engine.setOutputFormat("html");
    engine.updateItems(items.map((item) => item.id));
    const bibliography = engine.makeBibliography();
    sys.items = {};
    return JSON.stringify({ bibliography });
}

const server = http.createServer((request, response) => {
    const url = new URL(request.url, "http://localhost");
    if (url.pathname === "/usage") {
        const { user, system } = process.cpuUsage();
        response.end(JSON.stringify({ cpu: (user + system) / 1e6, rss: process.memoryUsage().rss }));
        return;
    }
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
        let status = 200;
        let text;
        try {
            text = answer(url.searchParams, Buffer.concat(parts).toString());
        } catch (error) {
            status = 500;
            text = String(error);
        }
        response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" });
        response.end(text);
    });
});

server.listen(0, "127.0.0.1", () => console.log(server.address().port));
