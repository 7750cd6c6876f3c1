import { expose } from 'comlink';
import { marketo } from '../contract/marketo';
import { directLanguageService } from './direct-language';

expose(directLanguageService(marketo));
