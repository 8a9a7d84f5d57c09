import { expect, test } from '@jest/globals';
import { machineAddress } from '../../../src/model/machine-address.ts';

test.each([
  { publicIps: ['2001:db8::1', '198.51.100.7', '198.51.100.8'], privateIps: ['10.0.0.1'], address: '198.51.100.7' },
  { publicIps: ['2001:db8::1'], privateIps: ['10.0.0.1'], address: '2001:db8::1' },
  { publicIps: [], privateIps: ['10.0.0.1', '10.0.0.2'], address: '10.0.0.1' },
  { publicIps: [], privateIps: [], address: null },
])('$publicIps and $privateIps give $address', ({ address, ...machine }) => {
  expect(machineAddress(machine)).toBe(address);
});
