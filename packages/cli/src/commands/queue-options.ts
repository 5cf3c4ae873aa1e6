/** Which queue, for every command that works on one. */
export const queueOptions = {
  queue: {
    type: 'string',
    describe: 'Path of a SQLite file, or redis:// or rediss:// URL; or set SIMOTEL_QUEUE',
  },
  'queue-name': { type: 'string', describe: 'Name of the queue in Redis, where the program gives it one' },
  prefix: { type: 'string', describe: 'How its keys in Redis begin, where the program says so' },
} as const;

/** Which dead letters, one by one. */
export const idsPositional = {
  type: 'string',
  array: true,
  default: [],
  describe: 'Ids, as dead list prints them',
} as const;

/** Several dead letters at once. */
export const choiceOptions = {
  all: { type: 'boolean', default: false, describe: 'All of them' },
  code: {
    type: 'string',
    describe: 'With --all: only those that failed with this code, e.g. HANDLER_FAILED',
  },
  json: { type: 'boolean', default: false, describe: 'Print a JSON line for each' },
} as const;
