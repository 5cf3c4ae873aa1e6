import { FRAMEWORKS } from './frameworks/index.js';
import { answerParent, type Report } from './protocol.js';

/* One app of one framework: `node server.js fastify adapter`. */

const [name = '', side] = process.argv.slice(2);
let events = 0;

async function listen(): Promise<number> {
  const framework = await FRAMEWORKS[name]?.load();
  if (framework === undefined) throw new Error(`There is no framework ${name}.`);
  if (side === 'adapter') return framework.adapter(() => void events++);
  return framework.bare((body) => {
    if (typeof body === 'object' && body !== null && 'event_name' in body) events++;
  });
}

const port = listen();
answerParent(async (): Promise<Report> => {
  const { user, system } = process.cpuUsage();
  return { port: await port, events, cpu: user + system };
});
