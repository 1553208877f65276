const loaded: string[] = [];

jest.mock('./pages', () => loaded.push('pages'));
jest.mock('./entity', () => loaded.push('entity'));
jest.mock('./hooks/QueryProvider', () => loaded.push('hooks'));
jest.mock('./translations/zh', () => loaded.push('zh'));

it('loads neither screens, nor fetch state, nor a second language with the table of contents', async () => {
  await import('./plugin');
  await import('./translations');
  expect(loaded).toEqual([]);
  await import('./pages');
  expect(loaded).toEqual(['pages']);
});
