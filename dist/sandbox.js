if (Number.parseInt(process.versions.node, 10) < 24) {
  console.error(`This needs Node 24 or later, and this is Node ${process.versions.node}.`);
  process.exitCode = 1;
} else {
  const { sandbox } = await import('./index.js');
  await sandbox();
}
