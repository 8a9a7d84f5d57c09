import { keeper } from './index.js';
await keeper();
