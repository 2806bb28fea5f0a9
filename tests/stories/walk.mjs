// Readers on their way through the portal: by links alone, from the home page of a language.

import { posix } from 'node:path';
import { closest, hasClass, squeeze, textOf } from '../lib/portal.mjs';

export const official = ['ar', 'zh', 'en', 'fr', 'ru', 'es'];

// Where a link leads: the path from out/, without its fragment; null if it leaves the portal.
export function targetOf(path, href) {
    if (/^[a-z]+:/i.test(href) || href.startsWith('//')) return null;
    const [file] = href.split('#');
    return file === '' ? path : posix.normalize(posix.join(posix.dirname(path), file));
}

// The pages that can be reached from `start` without the language bar, each with its way there.
export function reach(portal, start) {
    const ways = new Map([[start, [start]]]);
    for (const queue = [start]; queue.length > 0;) {
        const path = queue.shift();
        if (!path.endsWith('.html')) continue;
        for (const link of portal.page(path).all('a', (has) => has.href)) {
            if (closest(link, (at) => at.tagName === 'nav' && hasClass(at, 'languages'))) continue;
            const target = targetOf(path, link.attributes.href);
            if (!target || ways.has(target) || !portal.has(target)) continue;
            ways.set(target, [...ways.get(path), target]);
            queue.push(target);
        }
    }
    return ways;
}

// The text of the section of `page` with a link to `target`, or ''.
export function sectionWith(page, target) {
    const link = page.all('a', (has) => has.href && targetOf(page.path, has.href) === target)
        .find((one) => closest(one, (at) => at.tagName === 'section'));
    return link ? squeeze(textOf(closest(link, (at) => at.tagName === 'section'))) : '';
}

export const linksTo = (page, target) =>
    page.all('a', (has) => has.href && targetOf(page.path, has.href) === target);
