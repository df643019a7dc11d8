import Wire

/// One page of a list, and where the next one begins.
struct Page<Item> {
    /// The items of this page.
    let items: [Item]
    /// The marker of the next page, nil on the last one.
    let next: String?

    /// Cuts a page out of a list.
    ///
    /// - Parameters:
    ///   - all: the whole list in a stable order.
    ///   - limit: the most items on a page.
    ///   - marker: what an earlier page gave as `next`.
    ///   - refusal: the fault for a marker that no page gave.
    /// - Throws: that fault.
    init(_ all: [Item], limit: Int, marker: String?, refusal: AWSFault) throws(AWSFault) {
        var start = 0
        if let marker {
            let digits = Base64.decode(marker).map { String(decoding: $0, as: UTF8.self) } ?? ""
            guard digits.hasPrefix("page:"), let found = Int(digits.dropFirst(5)), found >= 0, found <= all.count else {
                throw refusal
            }
            start = found
        }
        let end = min(start + limit, all.count)
        items = Array(all[start..<end])
        next = end < all.count ? Base64.encode(Array("page:\(end)".utf8)) : nil
    }
}

extension AWSCall {
    /// A page as IAM cuts it, by `Marker` and `MaxItems`.
    func iamPage<Item>(_ all: [Item]) throws(AWSFault) -> Page<Item> {
        try Page(
            all, limit: number("MaxItems", in: 1...1_000) ?? 100, marker: form["Marker"],
            refusal: AWSFault("ValidationError", "Invalid Marker."))
    }
}

extension Page {
    /// `IsTruncated` and `Marker`, as IAM's answers carry them.
    var iamNodes: [XMLNode] {
        [XMLNode("IsTruncated", next != nil)] + (next.map { [XMLNode("Marker", $0)] } ?? [])
    }
}
