// Every system of the source document has its place: for each of them a page or file that shows it,
// within a few clicks from the home page of every official language.

import assert from 'node:assert/strict';
import test from 'node:test';
import { build, textOf } from '../lib/portal.mjs';
import { linksTo, official, reach } from './walk.mjs';

const portal = build();
const mostClicks = 4;

const hasLink = (target) => (page, lang) =>
    assert.ok(linksTo(page, `${lang}/${target}`).length > 0, `${page.path} leads to ${target}`);
const hasAll = (tag, count, matches) => (page) =>
    assert.ok(page.all(tag, matches).length >= count, `${page.path} has ${count} ${tag}`);
const hasForm = hasAll('form', 1);

const rows = [
    ['technical assistance activities', 'activities/by-cooperation-south-south.html', hasAll('li', 10)],
    ['roster of consultants', 'experts/by-group-ldc.html', hasAll('li', 3)],
    ['needs matched with offers', 'needs/sample-need-01.html', hasAll('ul', 1, (has) => has.class === 'reasons')],
    ['search interfaces without script', 'activities/by-provider-eg.html', hasAll('a', 3)],
    ['portal: history of South-South cooperation', 'pages/history.html', hasAll('h2', 2)],
    ['showcase of case studies', 'case-studies/index.html', hasLink('case-studies/peru-competition.html')],
    ['questionnaires', 'questionnaires/index.html', hasAll('a', 2)],
    ['networking: a country with all that it does', 'countries/eg.html', hasLink('activities/by-provider-eg.html')],
    ['networking: focal points', 'institutions/index.html', hasAll('li', 10)],
    ['diffusion: feed', 'feed.xml'],
    ['diffusion: data', 'case-studies/data.csv'],
    ['reports with numbered paragraphs', 'reports/2013-geneva.html', hasAll('li', 1, (has) => has.id === 'p7')],
    ['themes and groups', 'subjects/patents.html', hasLink('subjects/patent-information.html')],
    ['proposals', 'proposals/index.html', hasAll('li', 10)],
    ['recommendations', 'recommendations/da-45.html', hasLink('reports/2013-geneva.html')],
    ['projects', 'projects/index.html', hasAll('li', 1)],
    ['funds and figures', 'figures/index.html', hasAll('li', 8)],
    ['institutions', 'institutions/wipo.html', hasAll('section', 1)],
    ['United Nations system', 'partners/index.html', hasAll('li', 4)],
    ['treaty on plant genetic resources', 'institutions/plant-treaty.html', hasAll('a', 1)],
    ['working languages: what is available in which', 'languages.html', hasAll('th', 8)],
    ['working languages: what is translated and up to date', 'translations.html', hasAll('svg', 1)],
    ['official languages of developing countries', 'index.html', hasAll('a', 2, (has) => /^(pt|sw)$/.test(has.hreflang ?? ''))],
    ['meetings', 'meetings/2013-cairo.html', hasLink('reports/2013-geneva.html')],
    ['meetings: calendar', 'meetings/calendar.ics'],
    ['member-driven: what a reply looks like', 'replies/index.html', hasAll('li', 5)],
    ['triangular cooperation', 'activities/by-cooperation-triangular.html', hasAll('li', 1)],
    ['resources: financial needs', 'needs/by-kind-financial.html', hasAll('li', 1)],
];

for (const lang of official) {
    const ways = reach(portal, `${lang}/index.html`);
    test(`each system is shown in ${lang}`, () => {
        for (const [name, target, check] of rows) {
            const path = `${lang}/${target}`;
            const way = ways.get(path);
            assert.ok(way, `${name}: no links lead to ${path}`);
            assert.ok(way.length - 1 <= mostClicks, `${name}: ${way.join(' → ')}`);
            if (check) {
                check(portal.page(path), lang);
            } else {
                assert.ok(portal.text(path).length > 200, `${name}: ${path} says something`);
            }
        }
    });
}

test('a page nothing leads to is found out', () => {
    const path = 'en/index.html';
    const broken = portal.with(path, (text) => text.replace(/<main[^]*<\/main>|<nav[^]*<\/nav>/g, ''));
    assert.ok(!reach(broken, path).has('en/needs/sample-need-01.html'));
    assert.ok(textOf(broken.page(path).html).length > 0);
});
