//! The arguments of `cite`.

use clap::{Args, builder::PossibleValuesParser, builder::TypedValueParser};
use corpus::PartialDate;
use report::citation::Form;
use strum::IntoEnumIterator;

/// Print how a document, or an article of it, is cited
///
/// Exit code: 0 cited, 1 no such document or article, 2 error.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  zhengce cite 沪科规〔2025〕2号\n  \
    zhengce cite 沪科规〔2025〕2号 第三条 --quote --format office")]
pub(crate) struct CiteArgs {
    /// The document's id, as search prints it
    #[arg(allow_hyphen_values = true)]
    pub(crate) id: String,
    /// An article: 第十二条, 12, 十二, 第十二条之一
    pub(crate) article: Option<String>,
    /// The form: that of GB/T 7714—2015, of official documents, or of programs that keep references
    #[arg(long, value_parser = forms(), default_value_t = Form::Gbt7714)]
    pub(crate) format: Form,
    /// With the text of the article, verbatim
    #[arg(long, requires = "article")]
    pub(crate) quote: bool,
    /// The day on which an address was looked up [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<PartialDate>,
}

fn forms() -> impl TypedValueParser<Value = Form> {
    let names = PossibleValuesParser::new(Form::iter().map(|form| form.to_string()));
    names.try_map(|name| name.parse::<Form>())
}
