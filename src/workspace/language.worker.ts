import { expose } from 'comlink';
import { marketo } from '../contract/marketo';
import { directLanguageService } from './direct-language';
import { announceStart } from './worker-life';

expose(directLanguageService(marketo));
announceStart(postMessage);
