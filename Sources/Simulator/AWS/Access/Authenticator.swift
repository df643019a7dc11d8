import Wire

/// Recognises callers by their signatures, refusing in the words of the service that was asked.
struct Authenticator {
    /// Checks the signatures.
    let verifier: SignatureVerifier
    /// The service that was asked.
    let service: AWSService

    /// The refusal of a request whose signature is missing or cannot be read.
    func fault(for problem: SignatureProblem) -> AWSFault {
        switch problem {
        case .missing:
            service.speaksJSON
                ? AWSFault("MissingAuthenticationTokenException", "Missing Authentication Token", status: 403)
                : AWSFault("MissingAuthenticationToken", "Request is missing Authentication Token", status: 403)
        case .incomplete(let text):
            AWSFault(service.speaksJSON ? "IncompleteSignatureException" : "IncompleteSignature", text, status: 403)
        }
    }

    /// The region a request is for, from its credential scope.
    ///
    /// IAM has one region in a partition, `us-east-1` in the commercial one; clients that were pointed at an endpoint of their own sign for theirs.
    func region(of claims: SignatureClaims, host: String?) throws(AWSFault) -> String {
        let host = host ?? ""
        guard claims.service == service.signingName else {
            throw mismatch("Credential should be scoped to correct service: '\(service.signingName)'. ")
        }
        if service == .iam {
            let region = Self.iamRegion(for: claims.region)
            guard !Routing.isAWS(host) || claims.region == region else {
                throw mismatch("Credential should be scoped to a valid region. ")
            }
            return region
        }
        if let region = Routing.region(ofHost: host), region != claims.region {
            throw mismatch("Credential should be scoped to a valid region. ")
        }
        let isRegion =
            !claims.region.isEmpty && claims.region.utf8.count <= 32
            && claims.region.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
        guard isRegion else { throw mismatch("Credential should be scoped to a valid region. ") }
        return claims.region
    }

    /// The region that IAM has in the partition of a region.
    static func iamRegion(for region: String) -> String {
        ClusterState.partition(of: region) == "aws-us-gov" ? "us-gov-west-1" : "us-east-1"
    }

    /// The caller, once signature, token and expiry are right.
    func caller(
        of request: RawRequest, claims: SignatureClaims, holder: KeyHolder?, now: Timestamp
    ) throws(AWSFault) -> Caller {
        guard let holder else { throw unknownToken }
        switch (holder.token, claims.sessionToken) {
        case (nil, nil): break
        case (let expected?, let given?) where expected.value == given: break
        default: throw unknownToken
        }
        if let expires = holder.expires, now >= expires {
            throw AWSFault(
                service.speaksJSON ? "ExpiredTokenException" : "ExpiredToken",
                "The security token included in the request is expired", status: 403)
        }
        do throws(SignatureVerifier.Refusal) {
            try verifier.verify(request, claims: claims, secret: holder.secret.value, now: now)
        } catch {
            switch error {
            case .mismatch:
                throw mismatch(
                    "The request signature we calculated does not match the signature you provided. Check your AWS "
                        + "Secret Access Key and signing method. Consult the service documentation for details.")
            case .expired(let text), .notYetCurrent(let text), .scope(let text): throw mismatch(text)
            }
        }
        return holder.caller
    }

    /// The refusal of credentials that nobody has, or that count for nothing here.
    var unknownToken: AWSFault {
        AWSFault(
            service.speaksJSON ? "UnrecognizedClientException" : "InvalidClientTokenId",
            "The security token included in the request is invalid.", status: 403)
    }

    private func mismatch(_ text: String) -> AWSFault {
        AWSFault(service.speaksJSON ? "InvalidSignatureException" : "SignatureDoesNotMatch", text, status: 403)
    }
}
