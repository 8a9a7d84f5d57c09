import { keyMaker } from './index.js';
await keyMaker();
