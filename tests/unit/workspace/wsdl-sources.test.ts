import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { marketo } from '#src/contract/marketo';
import { missingFiles } from '#src/contract/wsdl';
import { directLanguageService } from '#src/workspace/direct-language';
import { fetchWsdl, readChosen, type ChosenFile } from '#src/workspace/wsdl-sources';
import { largeWsdl } from '../../bench/large-wsdl';

const chosen = (name: string, content: string | Uint8Array, webkitRelativePath = ''): ChosenFile => ({
  name,
  webkitRelativePath,
  arrayBuffer: async () => Uint8Array.from(typeof content === 'string' ? strToU8(content) : content).buffer,
});

describe('Files, folders and archives that are chosen', () => {
  it('are read by their paths, in the encoding that they declare', async () => {
    const latin = Uint8Array.from('<?xml version="1.0" encoding="ISO-8859-1"?><caf\xe9/>', (one) =>
      one.charCodeAt(0),
    );
    const { files, problems } = await readChosen([
      chosen('a.wsdl', '<a/>'),
      chosen('b.xsd', latin, 'folder/sub/b.xsd'),
      chosen('logo.png', 'x', 'folder/logo.png'),
      chosen('.b.xsd', 'x', 'folder/.b.xsd'),
    ]);
    expect(files.map(({ name }) => name)).toEqual(['a.wsdl', 'folder/sub/b.xsd']);
    expect(files[1]?.text).toContain('<café/>');
    expect(problems).toEqual([]);
  });

  it('are told by name when they are not in the encoding that they declare', async () => {
    const bytes = Uint8Array.from('\xef\xbb\xbf<caf\xe9/>', (one) => one.charCodeAt(0));
    const { files, problems } = await readChosen([chosen('a.wsdl', bytes), chosen('b.xsd', '<b/>')]);
    expect(files).toHaveLength(2);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^a\.wsdl: .*utf-8/);
  });

  it('may be a zip archive, told by its bytes', async () => {
    const zip = zipSync({
      'service/main.wsdl': strToU8('<main/>'),
      'service/types/größe.xsd': strToU8('<x/>'),
      'service/readme.txt': strToU8('no'),
      '__MACOSX/service/._main.wsdl': strToU8('no'),
    });
    const { files, problems } = await readChosen([chosen('export', zip)]);
    expect(files).toEqual([
      { name: 'service/main.wsdl', text: '<main/>' },
      { name: 'service/types/größe.xsd', text: '<x/>' },
    ]);
    expect(problems).toEqual([]);
  });

  it('say what can’t be read of them', async () => {
    const broken = Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3]);
    expect((await readChosen([chosen('a.zip', broken)])).problems).toEqual([
      'a.zip is no zip archive that can be read here.',
    ]);
    expect((await readChosen([chosen('a.zip', zipSync({ 'a.txt': strToU8('x') }))])).problems).toEqual([
      'a.zip holds no .wsdl, .xsd or .xml.',
    ]);
    expect((await readChosen([chosen('a.txt', 'x', 'f/a.txt')])).problems).toEqual([
      'There is no .wsdl, .xsd or .xml among these files.',
    ]);
    const lost: ChosenFile = { name: 'a.wsdl', arrayBuffer: () => Promise.reject(new Error('gone')) };
    expect((await readChosen([lost, chosen('b.xsd', '<b/>')])).problems).toEqual([
      'a.wsdl could not be read. Choose it again.',
    ]);
  });

  it('are refused when an archive holds more than any WSDL', async () => {
    const zip = zipSync({ 'a.xml': new Uint8Array(60 * 2 ** 20) }, { level: 1 });
    expect(zip.length).toBeLessThan(2 ** 20);
    expect((await readChosen([chosen('bomb.zip', zip)])).problems).toEqual([
      'bomb.zip holds more than 50 MB of files; choose those that are needed.',
    ]);
  });
});

describe('A WSDL by its URL', () => {
  const include = (location: string) => `<x:include schemaLocation="${location}"/>`;
  const HOST: Readonly<Record<string, string>> = {
    'https://h.example/a/s?wsdl': `<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:x="http://www.w3.org/2001/XMLSchema"><w:types><x:schema>${include('s?xsd=1')}${include('https://other.example/t.xsd')}</x:schema></w:types></w:definitions>`,
    'https://h.example/a/s?xsd=1': `<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema">${include('../b/more.xsd')}</x:schema>`,
    'https://h.example/b/more.xsd': `<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema">${include('/a/s?xsd=1')}</x:schema>`,
  };
  const fetching = (signal = new AbortController().signal) => {
    const asked: string[] = [];
    const parts = {
      fetchOne: async (url: string) => {
        asked.push(url);
        const text = HOST[url];
        return text === undefined
          ? { problem: 'The proxy calls only hosts that you listed.' }
          : { bytes: strToU8(text) };
      },
      missingOf: async (files: Parameters<typeof missingFiles>[0]) => missingFiles(files),
      signal,
    };
    return { asked, parts };
  };

  it('brings the files that it names, each once, and says which the proxy refused', async () => {
    const { asked, parts } = fetching();
    const { files, problems } = await fetchWsdl('https://h.example/a/s?wsdl', parts);
    expect(files.map(({ name }) => name)).toEqual(Object.keys(HOST));
    expect(asked).toEqual([
      'https://h.example/a/s?wsdl',
      'https://h.example/a/s?xsd=1',
      'https://other.example/t.xsd',
      'https://h.example/b/more.xsd',
    ]);
    expect(problems).toEqual(['https://other.example/t.xsd: The proxy calls only hosts that you listed.']);
  });

  it('is given up when that is wanted', async () => {
    const stop = new AbortController();
    const { asked, parts } = fetching(stop.signal);
    const found = await fetchWsdl('https://h.example/a/s?wsdl', {
      ...parts,
      onprogress: (count) => count === 1 && stop.abort(),
    });
    expect(found).toEqual({ files: [], problems: ['Fetching the WSDL was cancelled.'] });
    expect(asked).toHaveLength(2);
  });

  it('that can’t be had says why', async () => {
    const { parts } = fetching();
    expect(await fetchWsdl('https://no.example/', parts)).toEqual({
      files: [],
      problems: ['The proxy calls only hosts that you listed.'],
    });
  });
});

describe('Reading a large WSDL', () => {
  const large = largeWsdl(1_500_000);
  const turn = () => new Promise((resolve) => setTimeout(resolve));

  it('says how far it is, and can be cancelled: the contract of before stays', async () => {
    const language = directLanguageService(marketo);
    const reading = language.loadContract(large);
    const shares: number[] = [];
    let done = false;
    void reading.then(() => (done = true));
    while (!done && shares.length < 3) {
      await turn();
      const share = await language.contractProgress();
      if (share !== undefined && share !== shares.at(-1)) shares.push(share);
    }
    expect(shares.length).toBeGreaterThan(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    await language.cancelContract();
    expect(await reading).toMatchObject({ ok: false, message: 'Reading the WSDL was cancelled.' });
    expect(await language.contractProgress()).toBeUndefined();
    const text =
      '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><m:paramsListMObjects xmlns:m="http://www.marketo.com/mktows/"/></e:Body></e:Envelope>';
    expect(await language.readRequest(text)).toMatchObject({ ok: true, operation: 'listMObjects' });
    expect(await language.loadContract(large)).toMatchObject({ ok: true, missing: [] });
  });

  it('gives way to one that is chosen later', async () => {
    const language = directLanguageService(marketo);
    const first = language.loadContract(large);
    const second = language.loadContract([{ name: 'large.wsdl', text: largeWsdl(20_000) }]);
    expect((await first).ok).toBe(false);
    expect((await second).ok).toBe(true);
  });
});
