//! Who vouches for what: events inside quotes, denials, and "we" and "our country" as the speaker's state.

use chancery::records::{Dossier, Mention};
use chancery::{Article, Engine, Options};

/// One line for each event of a text: type, status, source and target by the states they stand for, and who says so.
fn check(text: &str, expect: &[&str]) {
    let engine = Engine::bundled().expect("the bundled data are whole");
    let dossier = engine.dossier(&engine.code(&Article::from_text("1", text), &Options::default()));
    let lines: Vec<String> = dossier
        .events
        .iter()
        .map(|event| {
            let (source, target) = (states(&dossier, &event.source), states(&dossier, &event.target));
            let quote = event.quote.and_then(|quote| dossier.quotes.get(quote));
            let speaker = quote.map_or("the publisher".to_string(), |quote| states(&dossier, &quote.speaker));
            format!("{} {} {source} -> {target} by {speaker}", event.event, event.status)
        })
        .collect();
    assert_eq!(lines, expect, "{text}");
}

fn states(dossier: &Dossier, members: &[Mention]) -> String {
    let state = |member: &Mention| {
        let actor = member.actor.and_then(|actor| dossier.actors.get(actor));
        actor.and_then(|actor| actor.country.clone()).unwrap_or_else(|| "?".to_string())
    };
    members.iter().map(state).collect::<Vec<_>>().join("+")
}

#[test]
fn an_event_that_somebody_tells_stands_on_their_words() {
    check("Sweden said Norway had sent weapons to Mali.", &["AID occurred NOR -> MLI by SWE"]);
    check("Norway sent weapons to Mali.", &["AID occurred NOR -> MLI by the publisher"]);
    check("According to Sweden, Norway sent weapons to Mali.", &["AID occurred NOR -> MLI by SWE"]);
}

#[test]
fn a_denial_is_no_claim() {
    check("Norway denied that it had sent weapons to Sudan.", &["AID denied NOR -> SDN by NOR"]);
}

#[test]
fn the_inner_speaker_vouches_for_what_is_told_again() {
    check(
        "French President Emmanuel Macron said German Chancellor Friedrich Merz had told him that Berlin would send tanks to Kyiv.",
        &["AGREE planned DEU -> UKR by DEU"],
    );
}

#[test]
fn we_and_our_country_are_the_speakers_state() {
    check(
        "“We have sent weapons to Chad,” Norwegian Foreign Minister Espen Barth Eide said.",
        &["AID occurred NOR -> TCD by NOR"],
    );
    check(
        "“Our country will send aid to Sudan,” Turkish President Recep Tayyip Erdogan told reporters.",
        &["AGREE planned TUR -> SDN by TUR"],
    );
    check(
        "“My government sent weapons to Chad,” Ethiopian Prime Minister Abiy Ahmed said.",
        &["AID occurred ETH -> TCD by ETH"],
    );
    check(
        "“Our troops attacked two villages in Iran,” Turkish President Recep Tayyip Erdogan told reporters.",
        &["ASSAULT occurred TUR -> IRN by TUR"],
    );
}
