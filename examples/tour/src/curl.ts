import { sampleById } from './samples.js';

const CURL = 'curl -u username:password --location --request';

/** The curl commands of the vendor's documentation, sent to `origin` instead of its example PBX. */
export function curlExamples(origin: string): { title: string; command: string }[] {
  return [
    { title: 'G4, GET', command: get(origin, 'wiki-setting-g4-get') },
    { title: 'Rest4, GET', command: get(origin, 'wiki-setting-rest4-get') },
    { title: 'G4, POST', command: post(`${origin}/call/`, 'wiki-setting-g4-post') },
    { title: 'Rest4, POST', command: post(`${origin}/call/NewState`, 'wiki-setting-rest4-post') },
  ];
}

function get(origin: string, id: string): string {
  const { pathname, search } = new URL(sampleById(id).raw);
  return `${CURL} GET '${origin}${pathname}${search}'`;
}

function post(url: string, id: string): string {
  // The vendor indents with tabs, which some shells take for a request to complete a file name.
  const body = sampleById(id).raw.replaceAll('\t', '');
  return `${CURL} POST '${url}' --header 'Content-Type: application/json' --data-raw '${body}'`;
}
