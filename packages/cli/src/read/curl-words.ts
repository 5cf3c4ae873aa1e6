import { parse } from 'shell-quote';
import { CliError } from '../errors.js';

/** Far more than anybody writes; reading options takes longer for each that follows. */
const MOST_WORDS = 2000;

const PROMPT = /^\s*(?:#[^\n]*\n\s*)*(?:[$%>#] +)?/;
const CURL = /^(?:"[^"\n]*[\\/]|[^\s"]*[\\/])?curl(?:\.exe)?"?(?=\s)/i;

/** What follows the word `curl`, without prompt and comments before it; `undefined` where the text is no such command. */
export function behindCurl(text: string): string | undefined {
  const command = text.replace(PROMPT, '');
  const [curl] = CURL.exec(command) ?? [];
  return curl === undefined ? undefined : command.slice(curl.length);
}

/**
 * Splits the arguments of a curl command as a shell does, but expands nothing: `$VAR` and `*` stay what they are, and the `?` and
 * `&` of a URL that nobody quoted belong to the URL. What follows the command (`| jq`) is left out.
 *
 * @throws {CliError} for text that no shell takes.
 */
export function wordsOf(command: string): string[] {
  const words: string[] = [];
  let joins = false;
  for (const entry of entriesOf(continued(isOfCmd(command) ? withoutCarets(command) : command))) {
    if (typeof entry === 'object' && 'op' in entry && entry.op === '&') {
      joins = true;
      continue;
    }
    const word = typeof entry === 'string' ? entry : 'pattern' in entry ? entry.pattern : undefined;
    // `a & b` would be two commands; a field of a query has "=" and no dash.
    if (word === undefined || (joins && !/^[^-=][^=]*=/.test(word))) break;
    if (words.length === MOST_WORDS) {
      throw new CliError(`The curl command has more than ${MOST_WORDS} words. Copy only one command.`);
    }
    words.push(joins ? `${words.pop() ?? ''}&${word}` : word);
    joins = false;
  }
  return words;
}

function entriesOf(command: string) {
  try {
    return parse(command, (name) => `$${name}`);
  } catch (cause) {
    throw new CliError('The curl command cannot be read: one of its braces or quotes is not closed.', {
      cause,
    });
  }
}

const QUOTED = /\$'(?:\\[\s\S]|[^\\'])*'|'[^']*'|"(?:\\[\s\S]|[^"\\])*"/.source;
const CONTINUATION = new RegExp(`(${QUOTED})|\\\\[ \\t]*\\r?\\n|(\\\\[\\s\\S])`, 'g');
const CARET = /("(?:\\[\s\S]|[^"\\])*")|\^(?:\r?\n)?([\s\S]?)/g;

/** Without the backslashes that continue a line; a space behind one comes from copying. */
const continued = (command: string) =>
  command.replace(
    CONTINUATION,
    (_, quoted: string | undefined, escaped: string | undefined) => quoted ?? escaped ?? '',
  );

/** Whether it is written for `cmd` of Windows, whose escape is `^`. */
const isOfCmd = (command: string) => /\^(?:\r?\n|")/.test(command);

const withoutCarets = (command: string) =>
  command.replace(
    CARET,
    (_, quoted: string | undefined, escaped: string | undefined) => quoted ?? escaped ?? '',
  );
