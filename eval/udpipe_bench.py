"""UDPipe's side of `cargo xtask bench`: trains a model once, then reads given words in rounds and says how long each took.

    udpipe_bench.py train TREEBANK.conllu[.gz] MODEL
    udpipe_bench.py rounds MODEL WORDS READ.tsv

WORDS has one sentence a line, words apart by tabs.
`rounds` prints one line of JSON when the model is loaded, and one for each line that it is sent:

    time NAME N  reads one sentence in N; the wall and processor seconds
    write        writes UPOS, HEAD and DEPREL of every word to READ.tsv, sentences apart by a blank line

NAME is one of WAYS. At the end of its input it prints the most memory that it held, and ends.
"""

import gzip
import json
import sys
import time

from ufal import udpipe

# How the parser searches: as UDPipe does when nothing is asked of it, or one move at a time, which is its fastest.
WAYS = {"beam": "", "greedy": "beam_search=1"}

# The shape is that of UDPipe's published English model: one tagger for tags, a second for lemmas, the same sizes of
# embeddings and hidden layer, the same moves. Only the rounds and the sentences are few, so that it takes minutes and
# not hours, and the vectors of words start from chance: it is less accurate than a full model, and, as its tables are
# smaller, rather faster, so that a ratio to it errs in UDPipe's favour.
TAGGER = ";".join([
    "models=2",
    "iterations=1",
    "templates_1=tagger",
    "guesser_suffix_rules_1=12",
    "guesser_enrich_dictionary_1=6",
    "guesser_prefixes_max_1=0",
    "use_lemma_1=1",
    "provide_lemma_1=0",
    "templates_2=lemmatizer",
    "guesser_suffix_rules_2=6",
    "guesser_enrich_dictionary_2=6",
    "guesser_prefixes_max_2=4",
    "use_xpostag_2=0",
    "use_feats_2=0",
])
PARSER = ";".join([
    "iterations=2",
    "embedding_upostag=20",
    "embedding_feats=20",
    "embedding_xpostag=0",
    "embedding_form=50",
    "embedding_lemma=0",
    "embedding_deprel=20",
    "hidden_layer=200",
    "batch_size=10",
    "learning_rate=0.02",
    "learning_rate_final=0.001",
    "l2=0.5",
    "transition_system=projective",
    "transition_oracle=dynamic",
    "structured_interval=0",
])
# One sentence in so many of the treebank is learnt from.
EVERY = 3


def read_treebank(path):
    """One sentence in EVERY of a CoNLL-U file, gzipped or not."""
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as file:
        text = file.read()
    reader = udpipe.InputFormat.newConlluInputFormat()
    reader.setText(text)
    error = udpipe.ProcessingError()
    sentences = udpipe.Sentences()
    sentence = udpipe.Sentence()
    read = 0
    while reader.nextSentence(sentence, error):
        if read % EVERY == 0:
            sentences.append(sentence)
        read += 1
    check(error)
    return sentences


def check(error):
    """Ends the program when UDPipe has an error to tell."""
    if error.occurred():
        sys.exit(f"UDPipe: {error.message}")


def train(treebank, path):
    """Trains tagger and parser from a treebank and writes the model."""
    error = udpipe.ProcessingError()
    none = udpipe.Trainer.NONE
    learnt = udpipe.Trainer.train(
        "morphodita_parsito", read_treebank(treebank), udpipe.Sentences(), none, TAGGER, PARSER, error
    )
    check(error)
    with open(path, "wb") as file:
        file.write(bytes(learnt))


def given(path):
    """The sentences of WORDS as UDPipe holds them, nothing said of any word but its form."""
    sentences = []
    with open(path, encoding="utf-8", newline="\n") as file:
        for line in file:
            sentence = udpipe.Sentence()
            for form in line.rstrip("\n").split("\t"):
                sentence.addWord(form)
            sentences.append(sentence)
    return sentences


def read(model, sentences, options):
    """Tags and parses every sentence."""
    error = udpipe.ProcessingError()
    default = udpipe.Model.DEFAULT
    for sentence in sentences:
        if not model.tag(sentence, default, error) or not model.parse(sentence, options, error):
            check(error)


def write(sentences, path):
    """Writes what was read."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        for sentence in sentences:
            for word in list(sentence.words)[1:]:
                file.write(f"{word.upostag}\t{word.head}\t{word.deprel}\n")
            file.write("\n")


def most_memory():
    """The most memory held so far in KiB, or None where the system does not say."""
    try:
        with open("/proc/self/status", encoding="ascii") as file:
            return next((int(line.split()[1]) for line in file if line.startswith("VmHWM:")), None)
    except OSError:
        return None


def say(**what):
    """Prints one line of JSON."""
    print(json.dumps(what), flush=True)


def rounds(path, words, out):
    """Loads the model and does as it is told until its input ends."""
    started = time.perf_counter()
    model = udpipe.Model.load(path)
    if model is None:
        sys.exit(f"{path} is no UDPipe model")
    load = time.perf_counter() - started
    version = udpipe.Version.current()
    sentences = given(words)
    say(version=f"{version.major}.{version.minor}.{version.patch}", load=load)
    for line in sys.stdin:
        order = line.split()
        if order[0] == "time":
            part = sentences[:: int(order[2])]
            wall, processor = time.perf_counter(), time.process_time()
            read(model, part, WAYS[order[1]])
            say(processor=time.process_time() - processor, wall=time.perf_counter() - wall)
        else:
            write(sentences, out)
            say(written=len(sentences))
    say(memory=most_memory())


def main(arguments):
    """Does what the first argument names."""
    match arguments:
        case ["train", treebank, model]:
            train(treebank, model)
        case ["rounds", model, words, out]:
            rounds(model, words, out)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
