import CCurl
import Digest
import Synchronization

/// One request under way.
///
/// Unchecked: apart from ``isCancelled`` and the immutable plan, everything is touched by the loop's thread only, or
/// before the loop knows of the transfer.
final class CurlTransfer: @unchecked Sendable {
    typealias Outcome = Result<HTTPResponse, TransportError>

    let plan: CurlPlan
    let began = ContinuousClock.now
    /// Set from any thread before the loop is told, so that a cancellation that overtakes the start counts.
    let isCancelled = Atomic(false)

    /// What the server showed, for ``CurlPlan/Purpose/certificates``.
    private(set) var certificates: [CertificateSummary] = []

    private var continuation: CheckedContinuation<Outcome, Never>?
    private var resources: CurlResources?
    private var headers: [HTTPHeader] = []
    private var body: [UInt8] = []
    private var isTooLong = false

    init(_ plan: CurlPlan) {
        self.plan = plan
    }

    /// The moment at which the whole time is up.
    var deadline: ContinuousClock.Instant { began + plan.request.timeouts.total }

    var handle: sesame_curl? { resources?.handle }

    /// Says who waits; called once, before the loop knows of the transfer.
    func await(_ continuation: CheckedContinuation<Outcome, Never>) {
        self.continuation = continuation
    }

    /// Makes the libcurl handle; false when there is none to be had.
    func prepare() -> Bool {
        guard let resources = CurlResources() else { return false }
        self.resources = resources
        resources.apply(plan, remaining: ContinuousClock.now.duration(to: deadline))
        // The loop keeps the transfer for as long as libcurl has the handle, so the pointer needs no reference.
        let context = Unmanaged.passUnretained(self).toOpaque()
        _ = sesame_curl_set_body_sink(
            resources.handle,
            { bytes, size, count, context in
                guard let bytes, let context else { return 0 }
                let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
                return transfer.take(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
            }, context)
        _ = sesame_curl_set_header_sink(
            resources.handle,
            { bytes, size, count, context in
                guard let bytes, let context else { return 0 }
                let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
                return transfer.take(header: UnsafeRawBufferPointer(start: bytes, count: size * count))
            }, context)
        return true
    }

    /// Ends the transfer with libcurl's verdict.
    func finish(_ code: CURLcode) {
        guard let resources else { return finish(.failure(.closed)) }
        if plan.purpose == .certificates { certificates = resources.certificates() }
        guard code == CURLE_OK else {
            let failure = CurlFailure(plan: plan, resources: resources, isTooLong: isTooLong)
            return finish(.failure(failure.error(code)))
        }
        finish(
            .success(
                HTTPResponse(
                    status: sesame_curl_get_long(resources.handle, CURLINFO_RESPONSE_CODE), headers: headers,
                    body: body, elapsed: began.duration(to: .now),
                    reusedConnection: sesame_curl_get_long(resources.handle, CURLINFO_NUM_CONNECTS) == 0)))
    }

    /// Ends the transfer; the second and later calls do nothing.
    func finish(_ outcome: Outcome) {
        resources = nil
        continuation?.resume(returning: outcome)
        continuation = nil
    }

    private func take(body bytes: UnsafeRawBufferPointer) -> Int {
        guard bytes.count <= plan.request.responseLimit - body.count else {
            isTooLong = true
            return bytes.count == 0 ? 1 : 0
        }
        body.append(contentsOf: bytes)
        if let heard = plan.request.heard, let handle,
            (200..<300).contains(sesame_curl_get_long(handle, CURLINFO_RESPONSE_CODE))
        {
            heard(Array(bytes))
        }
        return bytes.count
    }

    private func take(header bytes: UnsafeRawBufferPointer) -> Int {
        let line = HeaderLine(bytes)
        switch line {
        case .status: headers.removeAll()
        case .field(let header): headers.append(header)
        case .continuation(let text):
            if let last = headers.indices.last { headers[last].value += " " + text }
        case .nothing: break
        }
        return bytes.count
    }
}
