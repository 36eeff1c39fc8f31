//! The web application: search pages and document pages rendered on the server, and the JSON API,
//! over one [`search::Engine`].
//!
//! A request passes `server` (connections and their limits), `reception` (who may ask), `routes` (which page or API it
//! is), `parameters` (its query string as a search request), the engine, and then `pages` or
//! `api`. All state lives in the URL: there are no sessions, no cookies and no request bodies.
//! Pages work without JavaScript and load nothing from another host.

#![cfg_attr(test, allow(clippy::disallowed_methods))] // Tests read with the built-in names.

mod api;
mod assets;
mod connection;
mod discovery;
mod error;
mod escaping;
mod exports;
mod openapi;
mod pages;
mod parameters;
mod reception;
mod routes;
mod server;
mod workers;

pub use error::Error;
pub use reception::{Access, Guarded, Tokens};
pub use server::{Options, serve};
