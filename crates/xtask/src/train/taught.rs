//! Sentences with a teacher's opinions: CoNLL-U whose last column says `Tags=`, `Heads=` and `Rels=`, each a list
//! of answers with their share in percent, such as `Heads=3~93,0~6`.

use anyhow::{Context, Result};
use chancery_syntax::conllu;
use chancery_syntax::train::{Gold, read_treebank};
use chancery_syntax::{Deprel, Upos, Xpos};
use chancery_training::{Lesson, Opinion};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Reads the file: opinions on sentences that people annotated go to those, others become lessons of their own, as
/// often as they are taught.
pub fn read(path: &Path, lessons: &mut Vec<Lesson>) -> Result<()> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let known: BTreeMap<Vec<String>, usize> = lessons
        .iter()
        .enumerate()
        .filter(|(_, lesson)| lesson.by_people)
        .map(|(at, lesson)| (lesson.gold.forms.clone(), at))
        .collect();
    let (blocks, _) = conllu::read(&text);
    let taught: Vec<Gold> = read_treebank(&text);
    for (block, mut gold) in blocks.iter().zip(taught) {
        let opinions: Vec<Opinion> = block.words().map(|columns| opinion(columns[9])).collect();
        match known.get(&gold.forms) {
            Some(at) => lessons[*at].opinions = opinions,
            None => {
                gold.mentions = None;
                lessons.push(Lesson { gold, opinions, by_people: false });
            }
        }
    }
    Ok(())
}

fn opinion(column: &str) -> Opinion {
    let mut opinion = Opinion::default();
    for part in column.split('|') {
        let Some((name, answers)) = part.split_once('=') else { continue };
        // A comma divides answers, and is an answer's tag where a `/` stands before it.
        let answers = answers.replace("/,~", "/\u{0}~");
        for answer in answers.split(',') {
            let Some((answer, share)) = answer.rsplit_once('~') else { continue };
            let answer = answer.replace('\u{0}', ",");
            let answer = answer.as_str();
            let Ok(share) = share.parse::<f32>() else { continue };
            match name {
                "Tags" => {
                    let (upos, xpos) = answer.split_once('/').unwrap_or((answer, ""));
                    opinion.tags.push(((Upos::parse(upos), Xpos::parse(xpos)), share));
                }
                "Heads" => {
                    let head = answer.parse::<u32>().ok().and_then(|head| head.checked_sub(1));
                    opinion.heads.push((head, share));
                }
                "Rels" => opinion.deprels.push((Deprel::parse(answer), share)),
                _ => {}
            }
        }
    }
    opinion
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opinions_are_read() {
        let opinion = opinion("Tags=VERB/VBD~93,VERB/VBN~6|Heads=0~90,3~10|Rels=root~100");
        assert_eq!(opinion.tags[1], ((Upos::Verb, Xpos::Vbn), 6.0));
        assert_eq!(opinion.heads, [(None, 90.0), (Some(2), 10.0)]);
        assert_eq!(opinion.deprels, [(Deprel::Root, 100.0)]);
        let comma = super::opinion("Tags=PUNCT/,~90,CCONJ/CC~8|Heads=2~100|Rels=punct~100");
        assert_eq!(comma.tags, [((Upos::Punct, Xpos::Comma), 90.0), ((Upos::Cconj, Xpos::Cc), 8.0)]);
    }
}
