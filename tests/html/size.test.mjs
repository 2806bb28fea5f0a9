// A page of ordinary length comes with its style in the first flight of packets: ten of 1,460 bytes
// (RFC 6928). The goal is 13 kB, which leaves room for TLS and headers.

import assert from 'node:assert/strict';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { build, squeeze, textOf } from '../lib/portal.mjs';

const portal = build();
const zipped = (bytes) => gzipSync(bytes, { level: 9 }).length;

const goal = 13_000;
const flight = 10 * 1460;
const styleLimit = 8_500;
const wholeLimit = 50_000; // of a long page with its style
const ordinary = 4_000; // of the text alone, some five printed pages; a longer page must begin within the flight

function measure(portal) {
    const sizes = new Map(portal.paths.filter((path) => path.endsWith('.css')).map((path) => [path, zipped(portal.bytes(path))]));
    const stylesOf = (path) => [...portal.text(path).matchAll(/<link rel="stylesheet" href="(?:\.\.\/)*([^"]+)"/g)]
        .reduce((sum, [, href]) => sum + sizes.get(href), 0);
    const style = Math.max(...sizes.values());
    const pages = portal.pages.map((path) => {
        const [main] = portal.page(path).all('main');
        const drawn = path.endsWith('/charts.html'); // a chart is data, and comes after the heads
        const long = drawn || zipped(squeeze(textOf(main))) > ordinary;
        const html = portal.bytes(path);
        // Of a long page, what stands on the first screens: all up to the second numbered paragraph.
        const second = long ? portal.text(path).search(drawn ? /<svg/ : /<(li|tr) id="p2"/) : -1;
        const first = second < 0 ? html : Buffer.from(portal.text(path).slice(0, second));
        const styles = stylesOf(path);
        return { path, long, first: zipped(first) + styles, whole: zipped(html) + styles };
    });
    return { style, pages };
}

function sizeFaults(portal) {
    const { style, pages } = measure(portal);
    const faults = style > styleLimit ? [`style: ${style} bytes`] : [];
    for (const { path, first, whole } of pages) {
        if (first > flight) faults.push(`${path}: ${first} bytes with its style`);
        if (whole > wholeLimit) faults.push(`${path}: ${whole} bytes in all`);
    }
    return faults;
}

test('pages fit into the first flight of packets', (context) => {
    const { style, pages } = measure(portal);
    context.diagnostic(`style sheet: ${style} bytes, gzipped`);
    const largest = (list) => [...list].sort((a, b) => b.whole - a.whole)[0];
    for (const [kind, list] of [['ordinary', pages.filter(({ long }) => !long)], ['long', pages.filter(({ long }) => long)]]) {
        if (!list.length) continue;
        const { path, first, whole } = largest(list);
        context.diagnostic(`largest ${kind} page with style: ${path}, ${whole} bytes, the first screens ${first}`);
    }
    const over = pages.filter(({ first }) => first > goal);
    if (over.length) context.diagnostic(`over the goal of ${goal} bytes: ${over.map(({ path }) => path).join(' ')}`);
    assert.deepEqual(sizeFaults(portal), []);
});

test('finds what is too large', () => {
    let seed = 1;
    const noise = (bytes) => Buffer.from(Array.from({ length: bytes * 3 / 4 },
        () => (seed = (seed * 48271) % 2147483647) & 255)).toString('base64');
    const index = 'en/reports/index.html';
    const heavy = (bytes) => portal.with(index, (text) => text.replace('</head>', `<!--${noise(bytes)}--></head>`));
    assert.match(sizeFaults(heavy(14_000)).join('\n'), /reports\/index\.html: \d+ bytes with its style/);
    assert.match(sizeFaults(heavy(60_000)).join('\n'), /bytes in all/);
    const style = portal.paths.find((path) => /portal-[^/]*\.css$/.test(path));
    assert.match(sizeFaults(portal.with(style, (text) => `${text}/*${noise(6_000)}*/`)).join('\n'), /^style/);
});
