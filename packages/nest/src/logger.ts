import { Logger as NestLogger } from '@nestjs/common';
import type { Logger } from '@simotel-hooks/core';

/** Lets hooks log to the logger of the app: the message, what is known of the delivery, and the stack of an error. */
export function createNestLogger(context: string): Logger {
  const logger = new NestLogger(context);
  return {
    debug: (details, message) => logger.debug(lineOf(details, message)),
    info: (details, message) => logger.log(lineOf(details, message)),
    warn: (details, message) => logger.warn(lineOf(details, message)),
    error: (details, message) => {
      const stack = 'err' in details ? stackOf(details.err) : undefined;
      if (stack === undefined) logger.error(lineOf(details, message));
      else logger.error(lineOf(details, message), stack);
    },
  };
}

function lineOf(details: object, message: string): string {
  const known = Object.entries(details).filter(([key, value]) => key !== 'err' && value != null);
  return known.length === 0 ? message : `${message} ${JSON.stringify(Object.fromEntries(known))}`;
}

const MAX_CAUSES = 8;

/** The stack of an error and of what caused it. Its other properties stay out: some errors carry whole requests. */
function stackOf(error: unknown): string | undefined {
  const stacks: string[] = [];
  const open: unknown[] = [error];
  for (let next = open.shift(); next instanceof Error && stacks.length < MAX_CAUSES; next = open.shift()) {
    const stack = next.stack ?? `${next.name}: ${next.message}`;
    stacks.push(stacks.length === 0 ? stack : `Caused by: ${stack}`);
    if (next instanceof AggregateError) open.push(...next.errors);
    if (next.cause !== undefined) open.push(next.cause);
  }
  return stacks.length === 0 ? undefined : stacks.join('\n');
}
