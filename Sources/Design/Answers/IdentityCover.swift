public import Calls
public import Identifiers

/// Which identity of an account proves an address: the address itself, else its domain, else a domain above it.
///
/// The one answer to that question: plan, apply, send, wizard and line mode ask here.
public enum IdentityCover: Hashable, Sendable {
    /// This one is verified, the nearest of those that are.
    case verified(SESIdentity)
    /// None of those that could is verified.
    case nobody
    /// Nobody can tell, or it was not asked yet.
    case open
}

extension Observations {
    /// Which identity of an account proves an address.
    ///
    /// What was asked one by one counts, and where that was not asked, the list of the account's identities.
    public func cover(of address: EmailAddress, _ side: Side, in region: Region?) -> IdentityCover {
        for identity in SESIdentity.covering(address) {
            switch isVerified(identity, side, in: region) {
            case true?: return .verified(identity)
            case false?: continue
            case nil: return .open
            }
        }
        return .nobody
    }

    /// What has to be asked to know which identity proves an address: the address first, then all domains at once.
    public func coverReads(of address: EmailAddress, _ side: Side, in region: Region?) -> [Call] {
        let own = SESIdentity.address(address)
        let reads = SESIdentity.covering(address).map { Read.identity(side, $0, in: region).call }
        return isVerified(own, side, in: region) == false ? reads : Array(reads.prefix(1))
    }

    /// The domain that proves an address whose own identity is not there or not verified; nil where none does.
    public func coveringDomain(of address: EmailAddress, _ side: Side, in region: Region?) -> DomainName? {
        guard case .verified(.domain(let domain)) = cover(of: address, side, in: region) else { return nil }
        return domain
    }

    /// Whether SES sends as an identity; nil where nobody can tell.
    private func isVerified(_ identity: SESIdentity, _ side: Side, in region: Region?) -> Bool? {
        switch self.identity(side, identity, in: region) {
        case .value(let state): return state.isVerified
        case .absent: return false
        case .denied, .unreachable, .doubtful, nil:
            return identities(side, in: region)?.value.map { list in
                list.contains { $0.name == identity.text && $0.isVerified }
            }
        }
    }
}
