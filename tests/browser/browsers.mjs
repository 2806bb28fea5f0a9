// Chromium and Firefox as Debian has them, without a network of their own, a server for the portal
// that knows nothing but files, and a page that remembers all that went wrong on it.

import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { delimiter, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

function command(...names) {
    const places = ['/usr/lib/chromium', ...(process.env.PATH ?? '').split(delimiter)];
    for (const place of places) {
        for (const name of names) {
            try {
                accessSync(join(place, name), constants.X_OK);
                return join(place, name);
            } catch { /* not here */ }
        }
    }
    throw new Error(`no ${names.join(' or ')} on the PATH`);
}

const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--hide-scrollbars',
               '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export function chromium() {
    return puppeteer.launch({ browser: 'chrome', executablePath: command('chromium'), args: quiet });
}

// Puppeteer's profile lets a file:// page read its neighbours; the Firefox of a reader does not.
export function firefox(preferences = {}) {
    return puppeteer.launch({
        browser: 'firefox', executablePath: command('firefox-esr', 'firefox'), args: ['--headless'],
        extraPrefsFirefox: { 'security.fileuri.strict_origin_policy': true,
                             'network.captive-portal-service.enabled': false,
                             'ui.prefersReducedMotion': 1, ...preferences },
    });
}

const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml',
                '.xml': 'application/xml' };

// Serves `folder` on a free port of this machine: {origin, close}.
export function serve(folder) {
    const server = createServer((request, response) => {
        const file = join(folder, decodeURIComponent(new URL(request.url, 'http://x').pathname));
        try {
            if (!statSync(file).isFile()) throw new Error('not a file');
            response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
            response.end(readFileSync(file));
        } catch {
            // As the README has it: the language of the address, else English.
            const [, lang] = /^\/(\w+)\//.exec(request.url) ?? [];
            const page = [lang, 'en'].map((lang) => join(folder, `${lang}/404.html`)).find(existsSync);
            response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' });
            response.end(page ? readFileSync(page) : 'not here');
        }
    });
    return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve({
        origin: `http://127.0.0.1:${server.address().port}/`,
        close: () => { server.closeAllConnections(); server.close(); },
    })));
}

export const fileOrigin = (folder) => `${pathToFileURL(folder).href}/`;

// A new page whose `requests` and `troubles` are kept; `clear()` forgets them. A request that is not
// for `origin` is a trouble.
export async function watch(browser, origin) {
    const page = await browser.newPage();
    // Pages that scroll smoothly are hard to click on. (Firefox has a preference for it above.)
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]).catch(() => {});
    const seen = { page, requests: [], troubles: [] };
    seen.clear = () => { seen.requests.length = seen.troubles.length = 0; };
    page.on('request', (request) => {
        const url = request.url();
        if (!/^(data|about):/.test(url)) seen.requests.push(url);
        if (!url.startsWith(origin) && !/^(data|about):/.test(url)) seen.troubles.push(`asked for ${url}`);
    });
    page.on('requestfailed', (request) => seen.troubles.push(`${request.url()} failed: ${request.failure()?.errorText}`));
    page.on('response', (response) => {
        if (response.status() >= 400) seen.troubles.push(`${response.url()} answered ${response.status()}`);
    });
    page.on('console', (message) => {
        if (['error', 'warn', 'warning'].includes(message.type())) seen.troubles.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => seen.troubles.push(`error: ${error.message}`));
    return seen;
}

// One page of each template of the theme, by its path within a language.
export const templates = {
    home: 'index.html',
    report: 'reports/2013-geneva.html',
    'short report': 'reports/2000-reflow.html', // of tests/browser/site
    item: 'case-studies/sample-grain-dryer.html',
    form: 'questionnaires/sample-case-studies--form.html',
    questionnaire: 'questionnaires/sample-case-studies.html',
    reply: 'replies/sample-reply-04.html',
    country: 'countries/pe.html',
    page: 'pages/accessibility.html',
    index: 'case-studies/index.html',
    tree: 'subjects/index.html',
    facet: 'reports/by-country.html',
    'facet-value': 'case-studies/by-subject-awareness.html',
    charts: 'needs/charts.html',
    'stacked charts': 'activities/charts.html',
    'a-z': 'a-z.html',
    'site-map': 'site-map.html',
    'not-found': '404.html',
};

// What a page itself can tell: a style sheet or a picture that did not come. (Firefox reports no
// requests at file:// addresses.) Works with JavaScript switched off.
export const unloaded = (page) => page.evaluate(() => [
    ...(getComputedStyle(document.documentElement).colorScheme === 'light dark' ? [] : ['the style sheet']),
    ...[...document.images].filter((image) => !image.complete || image.naturalWidth === 0)
        .map((image) => image.outerHTML),
].map((what) => `not loaded: ${what}`));

// A click as a reader makes it: the element is brought into view and, once it stands still, hit with
// the mouse. Fails if it cannot be seen, or something else lies over it. Works with JavaScript
// switched off.
export async function click(page, selector) {
    const find = () => page.evaluate((selector) => {
        const element = document.querySelector(selector);
        if (!element) throw new Error(`no ${selector} on ${location}`);
        element.scrollIntoView({ block: 'center', behavior: 'instant' });
        const [box] = element.getClientRects();
        if (!box) throw new Error(`${selector} on ${location} cannot be seen`);
        const point = [box.x + box.width / 2, box.y + box.height / 2];
        const hit = document.elementFromPoint(...point);
        if (!element.contains(hit)) {
            throw new Error(`${hit?.outerHTML.slice(0, 80)} lies over ${selector} on ${location}`);
        }
        return point;
    }, selector);
    for (let before = '', at = 0; at < 50; at++) {
        const point = await find();
        if (String(point) === before) return page.mouse.click(...point);
        before = String(point);
        await new Promise((resolve) => setTimeout(resolve, 30));
    }
    throw new Error(`${selector} does not stand still`);
}

// Waits until the page at `url` is there.
export async function arrive(page, url) {
    const end = Date.now() + 10_000;
    for (;;) {
        let ready = false;
        try {
            ready = page.url() === url && await page.evaluate(() => document.readyState) === 'complete';
        } catch { /* in between two pages */ }
        if (ready) return;
        if (Date.now() > end) throw new Error(`at ${page.url()} instead of ${url}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}
