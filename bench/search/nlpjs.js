// Reads {"folder", "language", "train": [[text, intent]], "questions": [text]} from standard input, writes for each question
// [[intent, score], ...] as one JSON list. nlp.js as it comes, but for its None feature, which is off.
const input = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const { NlpManager } = require(`${input.folder}/node_modules/node-nlp`);

(async () => {
  const manager = new NlpManager({
    languages: [input.language],
    autoSave: false,
    forceNER: false,
    nlu: { useNoneFeature: false, log: false },
  });
  for (const [text, intent] of input.train) manager.addDocument(input.language, text, intent);
  await manager.train();
  const found = [];
  for (const question of input.questions) {
    const { classifications } = await manager.process(input.language, question);
    found.push(classifications.slice(0, 8).map(({ intent, score }) => [intent, score]));
  }
  process.stdout.write(JSON.stringify(found));
})();
