//! The numbers of an array, and the matrix that six of them are.

use lopdf::{Document, Object};

use crate::pages::Matrix;

/// The matrix of six numbers.
pub(super) fn matrix(objects: &[Object], document: &Document) -> Option<Matrix> {
    numbers(objects, document).try_into().ok().map(Matrix)
}

/// The numbers of an array.
pub(super) fn numbers(objects: &[Object], document: &Document) -> Vec<f32> {
    let number = |object| document.dereference(object).ok()?.1.as_float().ok();
    objects.iter().filter_map(number).collect()
}
