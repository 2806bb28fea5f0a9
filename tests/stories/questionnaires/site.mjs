// A small site that asks one questionnaire and has two replies, with the theme and the languages of
// the portal.

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isogloss, Portal, scratch, top } from '../../lib/portal.mjs';

export function makeSite() {
    const folder = join(scratch(), 'site');
    cpSync(fileURLToPath(new URL('content', import.meta.url)), join(folder, 'content'), { recursive: true });
    const isOfItems = (path) => /locales\/[^/]+\/content/.test(path);
    for (const part of ['locales', 'themes']) {
        cpSync(join(top, part), join(folder, part), { recursive: true, filter: (path) => !isOfItems(path) });
    }
    return folder;
}

export function buildSite(folder) {
    execFileSync(isogloss, ['-C', folder, 'build'], { stdio: ['ignore', 'pipe', 'pipe'] });
    return new Portal(join(folder, 'out'));
}

// The program on that site: {status, stdout, stderr}.
export const run = (folder, ...words) => spawnSync(isogloss, ['-C', folder, ...words], { encoding: 'utf8' });
