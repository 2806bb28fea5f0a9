// A site on the disk that is edited and built in place, and the judge of each build: whether the
// same sources, built from nothing elsewhere, give the same.
//
//     BASE/site      the site, with out/ and .isogloss/
//     BASE/fresh     a copy of its sources, without either
//     BASE/elsewhere where some builds put the portal
//     BASE/shelf     older copies of out/ and .isogloss/

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync,
         writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { charsetOf } from './site.mjs';

const parts = ['content', 'locales', 'themes'];
export const canTrace = spawnSync('strace', ['-qq', '-o', '/dev/null', 'true']).status === 0;

// What is in a folder: path -> {bytes, mode, identity}; folders end in '/' and have no bytes.
function look(folder) {
    const found = new Map();
    const enter = (path) => {
        for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
            const below = path + entry.name;
            const stat = lstatSync(join(folder, below), { bigint: true });
            if (entry.isDirectory()) {
                found.set(`${below}/`, { mode: stat.mode });
                enter(`${below}/`);
            } else {
                found.set(below, { bytes: readFileSync(join(folder, below)), mode: stat.mode,
                                   identity: `${stat.ino} ${stat.mtimeNs}` });
            }
        }
    };
    if (existsSync(folder)) enter('');
    return found;
}

const same = (one, other) => one.mode === other.mode &&
    (!one.bytes || !other.bytes ? one.bytes === other.bytes : one.bytes.equals(other.bytes));

function difference(got, expected) {
    if (!got.bytes || !expected.bytes) return 'one is a folder';
    let at = 0;
    while (at < got.bytes.length && got.bytes[at] === expected.bytes[at]) at++;
    if (at === got.bytes.length && at === expected.bytes.length) return 'only the modes differ';
    const around = ({ bytes }) => JSON.stringify(bytes.subarray(Math.max(0, at - 60), at + 60).toString());
    return `byte ${at}\n    in place:     ${around(got)}\n    from nothing: ${around(expected)}`;
}

const fault = (kind, text) => ({ kind, text });

export class World {
    now = null; // what the clock of the builds says
    foreign = new Map(); // files in out/ that are not isogloss's
    isCutOff = false; // was a build killed since the last one that succeeded?
    killed = 0;
    #replaces = false;
    #fresh = null;
    #isChanged = true; // since #fresh

    constructor(program, base, files) {
        Object.assign(this, { program, base, site: join(base, 'site'), files: new Map() });
        for (const part of parts) mkdirSync(join(this.site, part), { recursive: true });
        for (const [path, bytes] of files) this.write(path, bytes);
        this.first = new Map(files);
        this.good = new Map(this.files); // the sources as a build last accepted them
        this.warned = []; // paths that the last build warned of
    }

    at(...path) { return join(this.site, ...path); }

    // ---- Sources

    // Do writes from now on give a file a new inode, as some editors do?
    set replaces(replaces) { this.#replaces = replaces; }

    has(path) { return this.files.has(path); }
    text(path) { return this.files.get(path).toString(charsetOf(path)); }
    paths(pattern = /^/) { return [...this.files.keys()].filter((path) => pattern.test(path)).sort(); }

    write(path, content) {
        const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content, charsetOf(path));
        this.files.set(path, bytes);
        mkdirSync(dirname(this.at(path)), { recursive: true });
        if (this.#replaces) {
            writeFileSync(this.at('.new'), bytes);
            renameSync(this.at('.new'), this.at(path));
        } else {
            writeFileSync(this.at(path), bytes);
        }
        this.#isChanged = true;
    }

    remove(path) {
        if (!this.files.delete(path)) return;
        rmSync(this.at(path));
        for (let folder = dirname(path); folder.includes('/'); folder = dirname(folder)) {
            if (readdirSync(this.at(folder)).length) break;
            rmSync(this.at(folder), { recursive: true });
        }
        this.#isChanged = true;
    }

    // As `mv` does: the file keeps its inode and its time.
    move(from, to) {
        const bytes = this.files.get(from);
        mkdirSync(dirname(this.at(to)), { recursive: true });
        renameSync(this.at(from), this.at(to));
        this.files.delete(from);
        this.files.set(to, bytes);
        this.#isChanged = true;
    }

    mend() {
        for (const path of this.paths()) if (!this.good.has(path)) this.remove(path);
        for (const [path, bytes] of this.good) {
            if (!this.files.get(path)?.equals(bytes)) this.write(path, bytes);
        }
    }

    // What was warned of, as it was at first: a build after which there is nothing to warn of is
    // quicker, so there have to be such.
    tidy() {
        for (const path of this.warned) {
            if (this.first.has(path)) this.write(path, this.first.get(path));
            else if (/^themes/.test(path)) this.remove(path);
        }
    }

    // ---- Builds

    setNow(now) {
        this.now = now;
        this.#isChanged = true;
    }

    #run(folder, command) {
        return new Promise((resolve, reject) => {
            const child = spawn(command[0], command.slice(1), {
                cwd: folder,
                stdio: ['ignore', 'pipe', 'pipe'],
                env: this.now === null ? process.env : { ...process.env, SOURCE_DATE_EPOCH: `${this.now}` },
            });
            const result = { stdout: '', stderr: '' };
            for (const stream of ['stdout', 'stderr']) {
                child[stream].setEncoding('utf8').on('data', (text) => (result[stream] += text));
            }
            child.on('error', reject);
            child.on('close', (status, signal) => resolve({ ...result, status, signal }));
            this.child = child;
        });
    }

    run(...words) { return this.#run(this.site, [...this.program, ...words]); }

    // How a build is run: its jobs, further options, where to, and whether another one runs beside it.
    async build({ jobs, options = [], out, twice }) {
        const words = ['build', '--json', `-j${jobs}`, ...options, ...(out ? ['-o', out] : [])];
        const isTwice = twice && this.program.length === 1; // faulty programs know no other
        const results = await Promise.all(isTwice ? [this.run(...words), this.run(...words)] : [this.run(...words)]);
        // One may find the other at work, and say so; if both did something, it is the sum that counts.
        const result = results.find(({ status, stderr }) => !(status === 3 && /"out-busy"/.test(stderr))) ?? results[0];
        result.hasCompany = isTwice;
        this.lastStatus = result.status;
        this.warned = [...result.stderr.matchAll(/^\{"path":"([^"]+)".*"severity":"warning"/gm)].map(([, path]) => path);
        if (result.status === 0) this.#accept(out);
        return result;
    }

    #accept(out) {
        this.good = new Map(this.files);
        if (!out) this.isCutOff = false;
    }

    // A build that is killed at its call number `when` of that name, or else `after` milliseconds.
    // Nothing for faulty programs, which are two: the one that is left would go on.
    async kill({ call, when, after, jobs }) {
        if (this.program.length > 1) return;
        const command = [...this.program, 'build', `-j${jobs}`];
        this.isCutOff = true;
        const isTraced = call && canTrace;
        if (isTraced) {
            command.unshift('strace', '-f', '-qq', '-o', '/dev/null', '-e', `trace=${call}`,
                            '-e', `inject=${call}:signal=KILL:when=${when}`);
        }
        const running = this.#run(this.site, command);
        const timer = isTraced ? null : setTimeout(() => this.child.kill('SIGKILL'), after);
        const { status } = await running;
        clearTimeout(timer);
        if (status === null || status > 128) this.killed++;
        if (status === 0) this.#accept();
    }

    #copySources() {
        const folder = join(this.base, 'fresh');
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder);
        return this.#run(this.site, ['cp', '-R', ...parts, folder]);
    }

    async #buildFresh(verbose) {
        const folder = join(this.base, 'fresh');
        const result = await this.#run(folder, [...this.program, 'build', '--json', '-j2', ...verbose]);
        return { ...result, verbose: verbose.length, files: look(join(folder, 'out')) };
    }

    // Builds in place: null if that is as good as a build from nothing, else the fault.
    async check(build) {
        const where = build.out ?? 'out';
        const before = look(this.at(where));
        const wasCutOff = this.isCutOff && !build.out;
        const verbose = (build.options ?? []).filter((option) => option === '-v');
        const isNew = this.#isChanged || verbose.length !== this.#fresh.verbose;
        if (isNew) await this.#copySources();
        const fresh = isNew ? this.#buildFresh(verbose) : this.#fresh;
        const checked = build.checked ? await this.#checkFault(await fresh, before) : null;
        const here = await this.build(build);
        this.#fresh = await fresh;
        this.#isChanged = false;
        const after = look(this.at(where));
        return checked ?? this.#statusFault(here, this.#fresh) ??
            (here.status ? (wasCutOff ? null : changeFault('touched', before, after)) ??
                           await this.#againFault({ ...build, twice: false }, here)
                         : this.#outFault(after, this.#fresh, build.out ? new Map() : this.foreign) ??
                           (wasCutOff ? null : writeFault(here, before, after)) ??
                           await this.#secondFault({ ...build, twice: false }, here, after));
    }

    // `isogloss check` says what a build would say, and writes nothing.
    async #checkFault(fresh, before) {
        const state = look(this.at('.isogloss'));
        const { status, stdout, stderr } = await this.run('check', '--json');
        if (status !== fresh.status || stdout !== fresh.stderr || stderr) {
            return fault('check', `check: status ${status}\n${stdout}${stderr}\n` +
                `a build from nothing: status ${fresh.status}\n${fresh.stderr}`);
        }
        return changeFault('check', before, look(this.at('out'))) ??
            changeFault('check', state, look(this.at('.isogloss')));
    }

    #statusFault(here, fresh) {
        const said = ({ status, signal, stderr }) => `status ${status ?? signal}\n${stderr}`;
        const both = `in place: ${said(here)}\nfrom nothing: ${said(fresh)}`;
        if (![0, 1].includes(here.status) || ![0, 1].includes(fresh.status)) return fault('crash', both);
        if (here.status !== fresh.status) return fault('status', both);
        if (here.stderr !== fresh.stderr) return fault('diagnostics', both);
        return null;
    }

    #outFault(after, { files }, foreign) {
        const got = new Map(after);
        for (const [path, bytes] of foreign) {
            if (!got.get(path)?.bytes?.equals(bytes)) return fault('foreign', `${path} was not ours to change`);
            got.delete(path);
            for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
                if (!files.has(`${folder}/`)) got.delete(`${folder}/`);
            }
        }
        for (const [path, expected] of files) {
            if (!got.has(path)) return fault('missing', `out/${path} is missing`);
            if (!same(got.get(path), expected)) {
                return fault('stale', `out/${path} differs at ${difference(got.get(path), expected)}`);
            }
        }
        for (const path of got.keys()) if (!files.has(path)) return fault('extra', `out/${path} should be gone`);
        return null;
    }

    // What was wrong is still wrong.
    async #againFault(build, first) {
        const again = await this.build(build);
        if (again.status === first.status && again.stderr === first.stderr) return null;
        return fault('second', `a second build gives status ${again.status} and says:\n${again.stderr}` +
            `where the first one failed:\n${first.stderr}`);
    }

    async #secondFault(build, first, after) {
        const second = await this.build(build);
        const said = JSON.parse(second.stdout || '{}');
        if (second.status !== 0 || second.stderr !== first.stderr || said.written !== 0 || said.removed !== 0) {
            return fault('second', `a second build gives status ${second.status} and says:\n` +
                second.stdout + second.stderr + `where the first one said:\n${first.stdout}${first.stderr}`);
        }
        return changeFault('second', after, look(this.at(build.out ?? 'out')));
    }
}

// Nothing has been touched, not even the time of a file.
function changeFault(kind, before, after) {
    for (const path of new Set([...before.keys(), ...after.keys()])) {
        const [old, now] = [before.get(path), after.get(path)];
        if (!old || !now || old.identity !== now.identity || !same(old, now)) {
            return fault(kind, `out/${path} was ${!old ? 'made' : !now ? 'removed' : 'written'} for nothing`);
        }
    }
    return null;
}

// Only what differs was written, and the build counted it.
function writeFault({ stdout, hasCompany }, before, after) {
    let [written, removed] = [0, 0];
    for (const [path, { bytes, identity, mode }] of after) {
        if (!bytes || path === '.isogloss-manifest') continue;
        const old = before.get(path);
        if (old?.bytes && old.mode === mode && old.bytes.equals(bytes)) {
            if (old.identity !== identity) return fault('rewritten', `out/${path} was written, and is the same`);
        } else {
            written++;
        }
    }
    for (const [path, { bytes }] of before) if (bytes && !after.has(path)) removed++;
    const said = JSON.parse(stdout);
    if (!hasCompany && (said.written !== written || said.removed !== removed)) {
        return fault('count', `${written} files were written and ${removed} removed, but the build says:\n${stdout}`);
    }
    return null;
}
