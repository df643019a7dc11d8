@testable import Simulator

/// What the simulator makes of the first line and the body of a request before it knows who asks.
enum RequestTarget {
    static func complaint(about bytes: [UInt8]) -> String? {
        let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
        let target = String(decoding: parts[0], as: UTF8.self)
        let body = parts.count > 1 ? Array(parts[1]) : []
        let request = RawRequest(
            method: "POST", target: target, headers: [("Host", target), ("X-Amz-Date", "  a   b ")], body: body)
        for presigned in [false, true] {
            let canonical = CanonicalRequest(
                request: request, signedHeaders: ["host", "x-amz-date"], presigned: presigned)
            if canonical.digest.count != 32 { return "a digest of \(canonical.digest.count) bytes" }
        }
        let form = FormParameters(body)
        _ = form.list("A") + form.structures("Tags")
        let encoded = Percent.encode(target)
        if Percent.text(encoded) != target { return "\(encoded) does not decode to what was encoded" }
        return nil
    }
}
