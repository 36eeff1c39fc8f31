//! The manual page and the completions know every command and flag.

use crate::program::Environment;

/// The commands that `zhengce --help` lists.
pub(crate) fn commands(environment: &Environment) -> Vec<String> {
    let help = environment.check(&["--help"], 0, &[]).stdout;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands: Vec<String> = listed
        .map_while(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|command| !command.is_empty() && *command != "help")
        .map(str::to_owned)
        .collect();
    assert!(commands.len() >= 5, "{help}");
    commands
}

#[test]
fn every_command_is_mentioned() {
    let environment = Environment::new();
    let cases = [
        ("man", ".TH zhengce 1"),
        ("bash", "complete -F _zhengce"),
        ("zsh", "#compdef zhengce"),
        ("fish", "complete -c zhengce"),
    ];
    for (what, sign) in cases {
        let page = environment.check(&["generate", what], 0, &[]).stdout;
        assert!(page.contains(sign), "{sign} is not in {page:.500}");
        for command in commands(&environment) {
            assert!(page.contains(&command), "{command} is not in what generate {what} prints");
        }
    }
}

#[test]
fn every_command_has_a_page_of_its_own() {
    let environment = Environment::new();
    environment.check(&["generate", "man", "pages"], 0, &[]);
    for command in commands(&environment) {
        let page = environment.library().join(format!("pages/zhengce-{command}.1"));
        let page = std::fs::read_to_string(page).unwrap();
        assert!(page.contains("SYNOPSIS"), "{page}");
    }
    environment.check(&["generate", "bash", "."], 2, &["man"]);
    environment.write("file", "");
    environment.check(&["generate", "man", "file/pages"], 2, &["file/pages"]);
}

#[test]
fn help_says_what_to_type() {
    let environment = Environment::new();
    for command in commands(&environment) {
        let help = environment.check(&[&command, "--help"], 0, &[]).stdout;
        assert!(help.contains(&format!("Usage: zhengce {command}")), "{help}");
    }
}
