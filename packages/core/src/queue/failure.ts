import { SimotelError } from '../error.js';
import type { DeliveryFailure } from './queue.js';

/** Dead letters are looked at in terminals; whoever throws a whole document there has it in the log too. */
const MESSAGE_LENGTH = 2_000;
const STACK_LENGTH = 8_000;

/** What is kept of an error: that of the handler where one failed, which says more than that one did. */
export function failureOf(error: SimotelError): DeliveryFailure {
  const { code, cause } = error;
  if (!code.startsWith('HANDLER') || !(cause instanceof Error)) return { code, message: messageOf(error) };
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  const stack: unknown = first instanceof Error ? first.stack : undefined;
  return {
    code,
    message: messageOf(cause).slice(0, MESSAGE_LENGTH),
    ...(typeof stack === 'string' && { stack: stack.slice(0, STACK_LENGTH) }),
  };
}

function messageOf(error: Error): string {
  if (error instanceof AggregateError) {
    return error.errors
      .map((each: unknown) => textOf(each instanceof Error ? each.message : each))
      .join('; ');
  }
  if (!(error instanceof SimotelError) || !error.issues) return textOf(error.message);
  const issues = error.issues.map(({ path, message }) => `${path}: ${message}`);
  return [error.message, ...issues].join(' ');
}

/** The message of an error may be anything: libraries put objects there. */
function textOf(message: unknown): string {
  if (typeof message === 'string') return message;
  try {
    return JSON.stringify(message) ?? String(message);
  } catch {
    return 'The message of the error cannot be read.';
  }
}
