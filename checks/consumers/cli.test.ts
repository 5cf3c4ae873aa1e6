import { execFile } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { usableNodes } from '../support/nodes.js';
import { Program } from '../support/program.js';
import { useProject } from '../support/project.js';
import { run } from '../support/run.js';
import { publicPackages } from '../support/workspaces.js';

const NEEDED = ['@simotel-hooks/core', '@simotel-hooks/testing', '@simotel-hooks/cli'];
const BIN = 'node_modules/@simotel-hooks/cli/dist/main.js';

const project = useProject(
  {},
  publicPackages().filter(({ name }) => NEEDED.includes(name)),
);

test('is started by its name', async () => {
  const version = await run('npx', ['--no', 'simotel-hooks', '--version'], { cwd: project.dir });

  expect(version).toMatch(/^\d+\.\d+\.\d+\n$/);
});

describe.each(usableNodes)('$name', ({ binary }) => {
  const cli = (...args: string[]) => run(binary, [BIN, ...args], { cwd: project.dir });

  test('makes the tour', async () => {
    expect(await cli('demo', '--once', '--port', '0')).toMatch(/All \d+ deliveries decoded/);
  });

  test('listens, serves its page, and ends in order', async () => {
    const program = new Program(BIN, {
      cwd: project.dir,
      args: ['listen', '--port', '0', '--inspector-port', '0'],
    });
    const [, receiver = '', inspector = ''] = await program.printed(
      /"receiver":"([^"]+)","inspector":"([^"]+)"/,
    );
    const page = await fetch(`${inspector}/inspector.js`);
    const sent = await cli('send', 'Cdr', '--to', receiver);
    await program.printed(/"event":"Cdr"/);

    expect(page.headers.get('content-type')).toContain('javascript');
    expect(sent).toContain('< 200 OK');
    expect(await program.stop()).toBe(0);
  });

  test('explains what is piped into it', async () => {
    const child = execFile(binary, [BIN, 'decode', '-'], { cwd: project.dir });
    let output = '';
    child.stdout?.on('data', (text) => {
      output += text;
    });
    child.stdin?.end("curl -u user:secret 'http://127.0.0.1/call/?event_name=NewState&exten=991&state=Idle'");
    await new Promise((resolve) => child.on('close', resolve));

    expect(output).toMatch(/read as +curl command\n.*exten +→ +exten +"991"/s);
    expect(output).not.toContain('secret');
  });

  test('completes commands and the values of options', async () => {
    expect(await cli('completion')).toContain('simotel-hooks');
    expect(await cli('--get-yargs-completions', 'simotel-hooks', 'si')).toContain('simulate');
    expect(await cli('--get-yargs-completions', 'simotel-hooks', 'send', 'Cdr', '--version', '')).toContain(
      'Rest4',
    );
  });
});
