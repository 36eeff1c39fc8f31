//! The arguments of `cite`.

use clap::{Args, builder::PossibleValuesParser, builder::TypedValueParser};
use corpus::PartialDate;
use report::citation::Form;
use strum::IntoEnumIterator;

/// Print how a document, or a part of it, is cited
///
/// Exit code: 0 cited, 1 no such document or part, or several, 2 error.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  zhengce cite 沪科规〔2025〕2号\n  \
    zhengce cite '沪科规(2025) 2号' 第三条第二款 --quote --format office")]
pub(crate) struct CiteArgs {
    /// The document: its id as search prints it, its 发文字号 in any brackets, or its title
    #[arg(allow_hyphen_values = true)]
    pub(crate) id: String,
    /// A part: 第十二条, 12, 第十二条之一第二款, 3（2）, 一、（二）, 7.1, 第二章, 附则, 第二条至第四条
    pub(crate) part: Option<String>,
    /// The form: that of GB/T 7714—2015, of official documents, or of programs that keep references
    #[arg(long, value_parser = forms(), default_value_t = Form::Gbt7714)]
    pub(crate) format: Form,
    /// With the text of the part, verbatim
    #[arg(long, requires = "part")]
    pub(crate) quote: bool,
    /// The day on which an address was looked up [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<PartialDate>,
}

fn forms() -> impl TypedValueParser<Value = Form> {
    let names = PossibleValuesParser::new(Form::iter().map(|form| form.to_string()));
    names.try_map(|name| name.parse::<Form>())
}
