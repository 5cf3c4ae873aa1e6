/** A URL as it may be kept: without user name and password. What is no address of the web is not kept: it may hold them anywhere. */
export function withoutCredentials(text: string): string {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) return '';
  const url = new URL(text);
  url.username = '';
  url.password = '';
  return url.href;
}
