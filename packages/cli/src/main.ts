#!/usr/bin/env node
import { runProgram } from './program.js';
import { processIo } from './terminal/io.js';

process.exitCode = await runProgram(process.argv.slice(2), processIo());
