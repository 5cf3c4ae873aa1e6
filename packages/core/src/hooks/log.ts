/** Where to log: the call shape of pino, which `fastify.log` and `new Logger()` of many libraries share. */
export interface Logger {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Warnings and errors go to the console. */
export const consoleLogger: Partial<Logger> = {
  warn: (details, message) => console.warn(`simotel-hooks: ${message}`, details),
  error: (details, message) => console.error(`simotel-hooks: ${message}`, details),
};

/** Logs without ever failing: a logger that throws must not cost a delivery. */
export function log(logger: Partial<Logger>, level: keyof Logger, details: object, message: string): void {
  try {
    logger[level]?.(details, message);
  } catch {
    // There is nowhere left to say it.
  }
}
