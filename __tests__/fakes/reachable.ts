import type { ReachableMachine } from '../../src/render/reachable-machine.ts';

/** A machine for the hand-over files; give what the test is about. */
export function reachable(over: Partial<ReachableMachine> = {}): ReachableMachine {
  return {
    name: 'web-1',
    ip: '203.0.113.7',
    port: 22,
    user: 'ubuntu',
    keyFile: '/runner/temp/key',
    hostKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA'],
    groups: ['web'],
    ...over,
  };
}
