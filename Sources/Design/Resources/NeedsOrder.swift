/// The order in which resources can be made: each behind what it needs, else as they are listed.
enum NeedsOrder {
    /// Why there is no such order.
    enum Problem: Error, Hashable, CustomStringConvertible {
        /// A resource needs one that is not listed.
        case unknown(ResourceAddress, neededBy: ResourceAddress)
        /// Resources need each other.
        case circular([ResourceAddress])
        /// Two resources have one address.
        case twice(ResourceAddress)

        var description: String {
            switch self {
            case .unknown(let need, let resource): "\(resource) needs \(need), which is no resource"
            case .circular(let resources):
                "these resources need each other: \(resources.map(\.rawValue).joined(separator: ", "))"
            case .twice(let address): "two resources are called \(address)"
            }
        }
    }

    /// Orders resources.
    ///
    /// - Throws: ``Problem``, never a quiet guess.
    static func ordered(_ listed: [any WantedResource.Type]) throws(Problem) -> [any WantedResource.Type] {
        let addresses = listed.map { $0.address }
        for (index, address) in addresses.enumerated() where addresses[..<index].contains(address) {
            throw .twice(address)
        }
        for resource in listed {
            for need in resource.needs where !addresses.contains(need) {
                throw .unknown(need, neededBy: resource.address)
            }
        }
        var rest = listed
        var ordered: [any WantedResource.Type] = []
        var done: Set<ResourceAddress> = []
        while !rest.isEmpty {
            guard let next = rest.firstIndex(where: { done.isSuperset(of: $0.needs) }) else {
                throw .circular(rest.map { $0.address })
            }
            let resource = rest.remove(at: next)
            done.insert(resource.address)
            ordered.append(resource)
        }
        return ordered
    }
}
