// A reader of out/ who knows nothing of the generator: follows every link from index.html and asks
// whether the whole portal can be read from a memory stick.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import test from 'node:test';
import { baseUrl, build, hasClass, isData, textOf } from '../lib/portal.mjs';

const portal = build();

// A server shows it at any address: its links are absolute, and it carries its style.
const notFound = (path) => /^[^/]+\/404\.html$/.test(path);

// What a server or a search engine asks for by name; no reader comes to it by a link.
const unlinked = (path) => /^sitemap(-\d+)?\.xml$/.test(path) || notFound(path);

// Every address in a page: {element, attribute, address, request: the browser fetches it by itself}.
function* addresses(page) {
    for (const element of page.elements) {
        for (const attribute of ['href', 'src', 'srcset', 'poster', 'data', 'action', 'formaction', 'cite', 'ping']) {
            const address = element.attributes[attribute];
            if (address === undefined) continue;
            const rel = element.attributes.rel ?? '';
            if (element.tagName === 'link' && /^(canonical|alternate)$/.test(rel) &&
                /^https?:/.test(address)) continue; // absolute on purpose: see languages.test.mjs
            yield { element, attribute, address,
                    request: !['a', 'area'].includes(element.tagName) && !/cite/.test(attribute) };
        }
        if (element.attributes.style) {
            yield* styleAddresses(element.attributes.style, element);
        }
    }
}

function* styleAddresses(style, element = null) {
    for (const [, address] of style.matchAll(/url\(\s*["']?([^"')]*)["']?\s*\)/g)) {
        yield { element, attribute: 'url()', address, request: true };
    }
    for (const [, address] of style.matchAll(/@import\s+["']([^"']*)["']/g)) {
        yield { element, attribute: '@import', address, request: true };
    }
}

// The path in out/ that `address` on the page at `path` leads to, and its anchor.
function resolve(path, address) {
    if (notFound(path) && address.startsWith(baseUrl)) return resolve('', address.slice(baseUrl.length));
    const [, file, anchor] = /^([^#]*)#?(.*)$/s.exec(address);
    return { file: file ? posix.normalize(posix.join(posix.dirname(path), file)) : path,
             anchor: decodeURIComponent(anchor) };
}

function linkFaults(portal) {
    const faults = [];
    const distance = new Map([['index.html', 0]]);
    const queue = ['index.html'];
    const outgoing = (path) => {
        if (path.endsWith('.html')) return addresses(portal.page(path));
        return path.endsWith('.css') ? styleAddresses(portal.text(path)) : [];
    };
    for (const path of [...portal.paths]) {
        for (const { element, attribute, address, request } of outgoing(path)) {
            const where = `${path}: ${element?.tagName ?? 'style'} ${attribute}="${address}"`;
            if (notFound(path) && address === 'data:,') continue; // no icon, and no question for one
            if (notFound(path)) {
                if (request) faults.push(`${where} needs another file`);
                if (!/^#|^https:|^mailto:/.test(address)) faults.push(`${where} does not hold at a deep address`);
            }
            if (address.startsWith(baseUrl) && notFound(path)) {
                if (!portal.has(resolve(path, address).file)) faults.push(`${where} leads nowhere`);
                continue;
            }
            if (address.startsWith('//') || /^[a-z][a-z0-9+.-]*:/i.test(address)) {
                if (request) faults.push(`${where} asks another server`);
                else if (!/^(https:|mailto:)/.test(address)) faults.push(`${where} has a strange scheme`);
                continue;
            }
            if (address === '') faults.push(`${where} is empty`);
            else if (address.startsWith('/')) faults.push(`${where} depends on the server's root`);
            else if (/^[^#]*\/(#|$)|^\.\.?(#|$)/.test(address)) faults.push(`${where} names a folder`);
            else if (/[?]/.test(address)) faults.push(`${where} has a query`);
            const { file, anchor } = resolve(path, address);
            if (!portal.has(file)) faults.push(`${where} leads nowhere`);
            else if (anchor && !portal.page(file).ids.has(anchor)) faults.push(`${where}: no such anchor`);
        }
    }
    const paths = new Set(portal.paths);
    while (queue.length) {
        const path = queue.shift();
        for (const { address, request } of outgoing(path)) {
            if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(address)) continue;
            const { file } = resolve(path, address);
            if (distance.has(file) || !paths.has(file)) continue;
            // What a page fetches by itself comes with it, and leads nowhere that is not nearer.
            distance.set(file, distance.get(path) + (request ? 0 : 1));
            queue.push(file);
        }
    }
    // Counted from the choice of language; lists that are narrowed down are four links from the home page,
    // and what shows an item in another form is one from the item.
    for (const path of portal.paths) {
        if (unlinked(path)) continue;
        if (!distance.has(path)) faults.push(`${path}: no link leads here`);
        else if (distance.get(path) > (/\/by-.*--[a-z\d]|--with-/.test(path) || !path.endsWith('.html') ? 5 : 4)) faults.push(`${path}: ${distance.get(path)} links away`);
    }
    return faults;
}

function nameFaults(paths) {
    const faults = [];
    const seen = new Map();
    for (const path of paths) {
        if (!/^[a-z0-9]([a-z0-9./_-]*[a-z0-9])?$/.test(path)) faults.push(`${path}: not plain lower-case ASCII`);
        if (path.length > 100) faults.push(`${path}: ${path.length} characters`);
        if (/(^|\/)(con|prn|aux|nul|com\d|lpt\d)(\.|\/|$)/.test(path)) faults.push(`${path}: reserved on Windows`);
        const folded = path.toLowerCase();
        if (seen.has(folded)) faults.push(`${path} and ${seen.get(folded)} are one on a memory stick`);
        seen.set(folded, path);
    }
    return faults;
}

// The only style in a page is that of the page that needs no other file, and its policy allows it.
function isOwnStyle(portal, path, element) {
    const digest = createHash('sha256').update(textOf(element)).digest('base64');
    const [policy] = portal.page(path).all('meta', (has) => has['http-equiv'] === 'Content-Security-Policy');
    return element.tagName === 'style' && notFound(path) && policy.attributes.content.includes(`'sha256-${digest}'`);
}

// The only script is that of a form to fill in: a file of ours, which its policy names.
function isFormScript(portal, path, element) {
    const { src, ...others } = element.attributes;
    const [policy] = portal.page(path).all('meta', (has) => has['http-equiv'] === 'Content-Security-Policy');
    return /--form[.]html$/.test(path) && /^[.][.][/][.][.][/]assets[/]form-[0-9a-f]{8}[.]js$/.test(src) &&
        Object.keys(others).join() === 'defer' && !textOf(element).trim() &&
        policy.attributes.content.includes("script-src 'self';");
}

function scriptFaults(portal) {
    return portal.pages.flatMap((path) => portal.page(path).elements
        .filter((element) => (element.tagName === 'script' && !isData(element) && !isFormScript(portal, path, element)) || 'style' in element.attributes ||
            (element.tagName === 'style' && !isOwnStyle(portal, path, element)) || Object.keys(element.attributes).some((name) => /^on/.test(name)))
        .map((element) => `${path}: <${element.tagName}> has a script or an inline style`));
}

test('every link and anchor leads somewhere, every file is within four links', () => {
    assert.deepEqual(linkFaults(portal), []);
    assert.ok(portal.pages.length > 1000, `only ${portal.pages.length} pages`);
});

test('names survive any file system', () => assert.deepEqual(nameFaults(portal.paths), []));

test('no page has an inline style, nor a script but that of a form', () => assert.deepEqual(scriptFaults(portal), []));

test('the same help, in the same place, on every page', () => {
    for (const path of portal.pages.filter((path) => path !== 'index.html' && !path.startsWith('s/'))) {
        const page = portal.page(path);
        const footer = page.elements.find((element) => hasClass(element, 'footer'));
        const links = page.all('a').filter((link) => {
            for (let at = link; at; at = at.parentNode) if (at === footer) return true;
            return false;
        }).map((link) => resolve(path, link.attributes.href).file.replace(/^[^/]+\//, ''));
        assert.deepEqual(links.slice(0, 3), ['pages/about.html', 'pages/contact.html', 'pages/help.html'], path);
    }
});

const report = 'en/reports/2013-geneva.html';
const instead = (href) => (text) => text.replace('href="../index.html"', `href="${href}"`);
const faults = {
    'a link to a file that is not there': [instead('gone.html'), /leads nowhere/],
    'an anchor that is not there': [instead('#p99'), /no such anchor/],
    'an anchor that is not on another page': [instead('../index.html#p99'), /no such anchor/],
    'a link from the root': [instead('/en/index.html'), /server's root/],
    'a link to a folder': [instead('../'), /names a folder/],
    'a link with a query': [instead('../index.html?x=1'), /has a query/],
    'an empty link': [instead(''), /is empty/],
    'a picture from elsewhere': [(text) => text.replace(/<img src="[^"]*"/, '<img src="//cdn.example/x.svg"'), /another server/],
    'a style sheet from elsewhere': [(text) => text.replace(/rel="stylesheet" href="[^"]*"/, 'rel="stylesheet" href="https://cdn.example/x.css"'), /another server/],
    'a script link': [instead('javascript:void(0)'), /strange scheme/],
};
for (const [name, [change, found]] of Object.entries(faults)) {
    test(`finds ${name}`, () => assert.match(linkFaults(portal.with(report, change)).join('\n'), found));
}

test('finds what is missing, unlinked or far away', () => {
    assert.match(linkFaults(portal.with(report)).join('\n'), /leads nowhere/);
    assert.match(linkFaults(portal.with('en/alone.html', () => '<!doctype html>')).join('\n'),
                 /alone\.html: no link leads here/);
    let far = portal;
    for (let n = 1; n <= 5; n++) {
        far = far.with(`en/far${n}.html`, () => `<!doctype html><a href="far${n + 1}.html">on</a>`);
    }
    far = far.with('en/far6.html', () => '<!doctype html>')
        .with('en/index.html', (text) => text.replace('</main>', '<a href="far1.html">on</a></main>'));
    assert.match(linkFaults(far).join('\n'), /far4\.html: 5 links away/);
    const style = portal.paths.find((path) => /portal-[^/]*\.css$/.test(path));
    assert.match(linkFaults(portal.with(style, (text) => `${text}\n@import "x.css";`)).join('\n'), /leads nowhere/);
});

test('finds names that do not travel', () => {
    assert.match(nameFaults(['en/Index.html', 'en/index.html']).join('\n'), /one on a memory stick/);
    assert.match(nameFaults(['en/réunion.html']).join('\n'), /ASCII/);
    assert.match(nameFaults([`en/${'x'.repeat(100)}.html`]).join('\n'), /108 characters/);
    assert.match(nameFaults(['en/con.html']).join('\n'), /Windows/);
});

test('finds a page for missing addresses that would not hold at a deep one', () => {
    const page = 'en/404.html';
    const found = (from, to) => linkFaults(portal.with(page, (text) => text.replace(from, to))).join('\n');
    assert.match(found(`href="${baseUrl}en/index.html"`, 'href="index.html"'), /deep address/);
    assert.match(found('</head>', `<link rel="stylesheet" href="${baseUrl}assets/x.css"></head>`), /another file/);
    assert.match(found(`href="${baseUrl}en/index.html"`, `href="${baseUrl}en/gone.html"`), /leads nowhere/);
    assert.equal(scriptFaults(portal.with(page, (text) => text.replace('font:', 'font :'))).length, 1);
});

test('finds scripts', () => {
    for (const planted of ['<script>1</script>', '<p onclick="x()">', '<p style="color: red">']) {
        assert.equal(scriptFaults(portal.with(report, (text) =>
            text.replace('</main>', `${planted}</main>`))).length, 1, planted);
    }
});
