import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Program } from './program.js';
import type { Project } from './project.js';
import type { Workspace } from './workspaces.js';

/** What the PBX signs in with; not the defaults of the examples, and of letters that have to be encoded. */
const USER = 'pbx';
const PASSWORD = 'pass:wörd';

const READY = /\blistening on (http:\/\/127\.0\.0\.1:\d+)\/simotel\b/;

/** Copies what was built into a project. @returns The folder to start it in, as `dist/main.js`. */
export async function copyExample({ dir, manifest }: Workspace, project: Project): Promise<string> {
  const name = basename(dir);
  await project.write({ [join(name, 'package.json')]: JSON.stringify({ type: manifest['type'] }) });
  await cp(join(dir, 'dist'), project.path(name, 'dist'), { recursive: true });
  return project.path(name);
}

/** A running example, and how to talk to it. */
export class RunningExample {
  readonly program: Program;
  readonly #origin: string;

  private constructor(program: Program, origin: string) {
    this.program = program;
    this.#origin = origin;
  }

  /** Starts it in a project, on a free port. */
  static async start(example: Workspace, project: Project): Promise<RunningExample> {
    const cwd = await copyExample(example, project);
    const env = { PORT: '0', HOST: '127.0.0.1', SIMOTEL_USER: USER, SIMOTEL_PASSWORD: PASSWORD };
    const program = new Program('dist/main.js', { cwd, env });
    try {
      const [, origin = ''] = await program.printed(READY);
      return new RunningExample(program, origin);
    } catch (error) {
      await program.stop();
      throw error;
    }
  }

  /** A delivery as version G4 posts it. */
  async post(fields: object, { password = PASSWORD } = {}): Promise<number> {
    const { status } = await fetch(`${this.#origin}/simotel`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: basic(password) },
      body: JSON.stringify(fields),
    });
    return status;
  }

  /** A delivery as version Rest4 gets it. */
  async get(event: string, fields: Record<string, string>): Promise<number> {
    const query = new URLSearchParams(fields);
    const headers = { authorization: basic(PASSWORD) };
    const { status } = await fetch(`${this.#origin}/simotel/${event}?${query}`, { headers });
    return status;
  }

  /** What another route answers. */
  async read(path: string): Promise<{ status: number; text: string }> {
    const response = await fetch(this.#origin + path);
    return { status: response.status, text: await response.text() };
  }
}

const basic = (password: string) => `Basic ${Buffer.from(`${USER}:${password}`).toString('base64')}`;
