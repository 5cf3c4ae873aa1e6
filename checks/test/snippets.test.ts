import { describe, expect, test } from 'vitest';
import { compile } from '../support/compile.js';
import { findSnippets } from '../support/snippets.js';

const markdown = (...lines: string[]) => lines.join('\n');

describe('findSnippets', () => {
  test('finds examples in TypeScript and JavaScript, and where their code begins', () => {
    const text = markdown(
      '# Title',
      '```ts',
      'one();',
      'two();',
      '```',
      '',
      '~~~JavaScript',
      'three();',
      '~~~',
    );

    expect(findSnippets('README.md', text)).toEqual([
      { file: 'README.md', line: 3, language: 'ts', code: 'one();\ntwo();' },
      { file: 'README.md', line: 8, language: 'js', code: 'three();' },
    ]);
  });

  test('leaves out other languages, and those marked "ignore"', () => {
    const text = markdown('```sh', 'npm ci', '```', '```ts ignore', 'broken(', '```', '```', 'text', '```');

    expect(findSnippets('README.md', text)).toEqual([]);
  });

  test('removes the indent of a list or a quotation', () => {
    const text = markdown('1. First', '', '   ```ts', '   if (yes) {', '     one();', '   }', '   ```');

    expect(findSnippets('README.md', text)[0]?.code).toBe('if (yes) {\n  one();\n}');
  });

  test('does not take a fence inside a longer fence for an example', () => {
    const text = markdown('````md', '```ts', 'one();', '```', '````');

    expect(findSnippets('README.md', text)).toEqual([]);
  });
});

describe('compile', () => {
  const problems = (language: string, ...code: string[]) => {
    const snippets = findSnippets('README.md', markdown('# Title', `\`\`\`${language}`, ...code, '```'));
    return [...compile(snippets).values()].flat();
  };

  test('accepts top-level await, Node and the packages of this repository', () => {
    const code = [
      "import { readFile } from 'node:fs/promises';",
      "import { decode } from '@simotel-hooks/core';",
      "const event = decode({ method: 'POST', path: '/', body: await readFile('delivery.json') });",
      "if (event.name === 'Cdr') console.log(event.data.src.length);",
    ];

    expect(problems('ts', ...code)).toEqual([]);
    expect(problems('js', ...code)).toEqual([]);
  });

  test('accepts require in JavaScript, and knows what it returns', () => {
    const require = "const { decode } = require('@simotel-hooks/core');";

    expect(problems('js', require, "decode({ method: 'GET', path: '/Ping' });")).toEqual([]);
    expect(problems('js', require, "decode('GET');")).toHaveLength(1);
  });

  test('knows the frameworks there are adapters for, and the decorators of Nest', () => {
    const code = [
      "import { Inject, Injectable } from '@nestjs/common';",
      "import express from 'express';",
      "import fastify from 'fastify';",
      "import { Hono } from 'hono';",
      'export const apps = [express(), fastify(), new Hono()];',
      '@Injectable()',
      "export class Service { constructor(@Inject('name') readonly name: string) {} }",
    ];

    expect(problems('ts', ...code)).toEqual([]);
    expect(problems('ts', ...code, "express().use('/', 1);")).toHaveLength(1);
  });

  test('names the line of the README that is wrong', () => {
    expect(problems('ts', "import { decode } from '@simotel-hooks/core';", '', 'decode(1);')).toEqual([
      expect.stringMatching(/^README\.md:5:8 TS2345: /),
    ]);
    expect(problems('ts', "import { encode } from '@simotel-hooks/core';")).toEqual([
      expect.stringMatching(/^README\.md:3:10 TS\d+: .*encode/),
    ]);
  });

  test('is strict', () => {
    expect(problems('ts', 'export function log(value) {', '  console.log(value);', '}')).toEqual([
      expect.stringMatching(/^README\.md:3:21 TS7006: /),
    ]);
  });
});
