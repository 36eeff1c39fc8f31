//! What can go wrong while files are read.

use std::path::PathBuf;

/// What to do where the programs are missing that recognise text.
const INSTALL: &str = "装有 OCR 程序时可直接识别，请运行 sudo apt install tesseract-ocr tesseract-ocr-chi-sim poppler-utils 后再收录";

/// Why a file, or a part of it, could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file system refused, or the text is in no known encoding.
    #[error(transparent)]
    Text(#[from] language::Error),
    /// A few characters of a text are damaged; the rest was read.
    #[error("{path}：从第 {line} 行起有 {characters} 个字符损坏，已标为“�”，其余照常收录；请对照原件更正后另存为 UTF-8", path = path.display())]
    DamagedCharacters {
        /// The file.
        path: PathBuf,
        /// The line of the first, counted from 1.
        line: usize,
        /// How many there are.
        characters: usize,
    },
    /// The file has no text.
    #[error("{path}：文件是空的", path = path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The file was read, and nothing in it is a document.
    #[error("{path}：没有读到内容；如果是台账，请检查表头下面有没有填了标题的行", path = path.display())]
    NoDocument {
        /// The file.
        path: PathBuf,
    },
    /// A file that is read whole is too large.
    #[error("{path}：文件超过 {limit} MB；请拆成几个文件", path = path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The most that a file of its format may have, in units of 1024 × 1024 bytes.
        limit: u64,
    },
    /// A format that has no reader.
    #[error("{path}：不支持的格式“.{extension}”；可读 txt、md、html、mht、docx、pptx、pdf、ofd、xlsx、xls、ods、csv、tsv、jsonl、zip，装有 LibreOffice 时也可读 doc、wps、rtf、odt、ppt、dps，装有 OCR 程序时也可读扫描件和 png、jpg、tiff、bmp；请另存为其中一种", path = path.display())]
    Unsupported {
        /// The file.
        path: PathBuf,
        /// The end of its name.
        extension: String,
    },
    /// A picture, and nothing that recognises its text.
    #[error("{path}：是图片，没有文字；如果是文件的扫描件，{install}", path = path.display(), install = INSTALL)]
    Picture {
        /// The file.
        path: PathBuf,
    },
    /// A file is not whole, or not what its name says.
    #[error("{path}：不是完好的 {format} 文件（{damage}）；请用原来的程序打开后重新保存", path = path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The format that it should have.
        format: &'static str,
        /// What is wrong with it.
        #[source]
        damage: Box<Damage>,
    },
    /// A file has a password.
    #[error("{path}：文件有密码；请去掉密码后另存", path = path.display())]
    Encrypted {
        /// The file.
        path: PathBuf,
    },
    /// A PDF or OFD has pictures of pages and no text.
    #[error("{path}：没有文字层，多半是扫描件；{install}", path = path.display(), install = INSTALL)]
    Scanned {
        /// The file.
        path: PathBuf,
    },
    /// Some pages of a PDF or OFD are pictures.
    #[error("{path}：第 {pages} 页没有文字层，多半是扫描件，这些页没有收录；{install}", path = path.display(), install = INSTALL)]
    ScannedPages {
        /// The file.
        path: PathBuf,
        /// The pages, counted from 1.
        pages: String,
    },
    /// The characters of a PDF cannot be told.
    #[error("{path}：文字层是乱码（字体没有字符编码表），没有收录；请从原文件另存为 PDF；{install}", path = path.display(), install = INSTALL)]
    Garbled {
        /// The file.
        path: PathBuf,
    },
    /// Nothing was recognised in pictures of pages.
    #[error("{path}：OCR 没有识别出文字；如果是文件的扫描件，请检查是否清晰，或重新扫描", path = path.display())]
    Illegible {
        /// The file.
        path: PathBuf,
    },
    /// The text of some pages could not be recognised.
    #[error("{path}：第 {pages} 页没有由 OCR 识别成功（{fault}），没有收录；请检查这些页，或把文件拆成几个", path = path.display())]
    NotRecognized {
        /// The file.
        path: PathBuf,
        /// The pages, counted from 1.
        pages: String,
        /// What went wrong with the first of them.
        #[source]
        fault: RecognitionFault,
    },
    /// Only an office program can read the format, and there is none.
    #[error("{path}：这种格式要用 LibreOffice 读；请安装 LibreOffice，或另存为 DOCX、XLSX 或 PDF", path = path.display())]
    NeedsOffice {
        /// The file.
        path: PathBuf,
    },
    /// The office program could not read the file.
    #[error("{path}：LibreOffice 不能转换（{fault}）；请用原来的程序打开，另存为 DOCX、XLSX 或 PDF", path = path.display())]
    Conversion {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        #[source]
        fault: ConversionFault,
    },
    /// Reading took too long.
    #[error("{path}：读了 {seconds} 秒还没有读出内容，已放弃；文件可能已损坏，请检查后另存，或拆成几个文件", path = path.display())]
    TimedOut {
        /// The file.
        path: PathBuf,
        /// How long was waited.
        seconds: u64,
    },
    /// Reading did not come to an end.
    #[error("{path}：读了 {seconds} 秒还没有读完，其余部分已放弃；请拆成几个文件", path = path.display())]
    TookTooLong {
        /// The file.
        path: PathBuf,
        /// How long it was read.
        seconds: u64,
    },
    /// Reading took too much memory.
    #[error("{path}：读取所需的内存超过 {limit} MB，已放弃；文件可能已损坏或被人做过手脚，请检查，或拆成几个文件", path = path.display())]
    OutOfMemory {
        /// The file.
        path: PathBuf,
        /// The most that reading may take, in units of 1024 × 1024 bytes.
        limit: u64,
    },
    /// The process that read the file ended unexpectedly.
    #[error("{path}：读取时程序出错（{crash}），已跳过；文件可能已损坏，请用原来的程序打开后重新保存", path = path.display())]
    Crashed {
        /// The file.
        path: PathBuf,
        /// How it ended.
        crash: Crash,
    },
    /// What the process that read the file said about it.
    #[error("{message}")]
    Reported {
        /// The message of an error of this kind.
        message: String,
    },
    /// An archive has too many files.
    #[error("{path}：压缩包里的文件超过 {limit} 个；请解压后再收录", path = path.display())]
    TooManyEntries {
        /// The archive.
        path: PathBuf,
        /// The most files that an archive may have.
        limit: usize,
    },
    /// An archive is in too many archives.
    #[error("{path}：压缩包套了 {limit} 层以上；请解压后再收录", path = path.display())]
    TooDeep {
        /// The archive, with those that it is in.
        path: PathBuf,
        /// How many archives may be in each other.
        limit: usize,
    },
    /// The files of an archive are too large together.
    #[error("{path}：压缩包解压后超过 {limit} MB，其余的没有收录；请解压后再收录", path = path.display())]
    TooMuchUnpacked {
        /// The archive.
        path: PathBuf,
        /// The most, in units of 1024 × 1024 bytes.
        limit: u64,
    },
    /// A table of codes, in which nothing is a document or a text.
    #[error("{path}：是代码表，没有文件，也没有正文，没有收录；如果是文件目录，请把一列命名为“政策”“标题”或“文件名称”", path = path.display())]
    Codes {
        /// The file.
        path: PathBuf,
    },
    /// A line of a JSON lines file or a row of a table that is no document.
    #[error("{path}：第 {line} 行：{fault}", path = path.display())]
    Record {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        fault: RecordFault,
    },
}

/// What is wrong with a file that is not whole, or not what its name says.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Damage {
    /// Its first bytes are those of another format.
    #[error("内容不是这种格式")]
    OtherContent,
    /// It is a package of something else.
    #[error("压缩包里没有这种格式的内容")]
    OtherPackage,
    /// A package without a part that it must have.
    #[error("缺少 {0}")]
    NoPart(String),
    /// A Word document without its text.
    #[error("缺少正文")]
    NoBody,
    /// A PDF, or a message of web pages, without pages.
    #[error("没有页面")]
    NoPages,
    /// The directory of a package, or an entry of it, cannot be read.
    #[error("{0}")]
    Package(#[source] zip::result::ZipError),
    /// A part of a package cannot be unpacked.
    #[error("{0}")]
    Unpacking(#[source] std::io::Error),
    /// A part is no XML.
    #[error("{0}")]
    Xml(#[source] quick_xml::Error),
    /// A part ends before all that it began.
    #[error("内容没有写完")]
    Unclosed,
    /// The objects of a PDF cannot be read.
    #[error("{0}")]
    Pdf(#[source] lopdf::Error),
    /// A spreadsheet cannot be read.
    #[error("{0}")]
    Workbook(#[source] calamine::Error),
}

/// Why the office program could not convert a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConversionFault {
    /// What it made is of no format that can be read.
    #[error("转换的结果不能读")]
    Unreadable,
    /// It made nothing.
    #[error("文件可能已损坏或有密码")]
    Nothing,
    /// It could not be run.
    #[error("{0}")]
    NotRun(#[source] std::io::Error),
    /// It took longer than this many seconds.
    #[error("超过 {0} 秒")]
    TooSlow(u64),
}

/// Why the text of a page could not be recognised.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecognitionFault {
    /// The page of a PDF could not be drawn.
    #[error("页面画不出来")]
    NotDrawn,
    /// A picture cannot be decoded.
    #[error("图片不完好：{0}")]
    Picture(#[source] image::ImageError),
    /// The library that decodes pictures ended unexpectedly.
    #[error("图片解码时程序异常")]
    Crashed,
    /// A program could not be run, or made nothing.
    #[error("识别程序出错：{0}")]
    NotRun(#[source] std::io::Error),
    /// A program took longer than this many seconds.
    #[error("超过 {0} 秒")]
    TooSlow(u64),
    /// The file has more pages than are recognised.
    #[error("一个文件最多识别 {0} 页")]
    TooMany(usize),
}

/// How reading ended that should have gone on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Crash {
    /// What is within each other is too deep.
    #[error("内容嵌套太深，栈溢出")]
    Stack,
    /// An error of the program.
    #[error("程序异常")]
    Panic,
    /// The system ended the process by a signal.
    #[error("被信号 {0} 终止")]
    Signal(i32),
    /// The process ended with this code, where there is one.
    #[error("中途退出{}", .0.map_or_else(String::new, |code| format!("，代码 {code}")))]
    Exit(Option<i32>),
}

/// Why a line or a row is no document.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordFault {
    /// A row without a title.
    #[error("这一行没有标题；请填写标题，或删去这一行")]
    NoTitle,
    /// A quotation mark that is never closed.
    #[error("引号没有成对；请补上右引号")]
    OpenQuote,
    /// A line that is no JSON object.
    #[error("不是一个 JSON 对象（{0}）")]
    NotJson(#[source] serde_json::Error),
    /// A record without one of the keys that it must have.
    #[error("缺少 {0}；每条记录都要有字符串 id 和 text")]
    Lacks(&'static str),
    /// There are more columns than a table may have.
    #[error("有 {0} 列以上；请删去不要的列")]
    TooManyColumns(usize),
    /// A line that is too long to be a record.
    #[error("一行超过 {0} 字节；请拆成几条记录")]
    TooLong(usize),
}

/// A result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
