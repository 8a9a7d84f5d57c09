if (Number.parseInt(process.versions.node, 10) < 24) {
  const clone = await import('../scripts/node24.mjs').catch(() => null);
  if (clone === null) {
    console.error(`This needs Node 24 or later, and this is Node ${process.versions.node}.`);
    process.exitCode = 1;
  } else {
    clone.runOnNode24(process.argv.slice(1));
  }
} else {
  const { sandbox } = await import('./index.js');
  await sandbox();
}
