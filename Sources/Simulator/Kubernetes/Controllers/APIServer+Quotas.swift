import Wire

extension APIServer {
    /// Counts what quotas limit by number: pods, services, secrets and the like.
    mutating func count() {
        for (key, quota) in cluster.objects.list(ResourceKind.resourceQuotas.id) {
            let hard = quota.at(["spec", "hard"])?.members ?? JSONObject()
            var used = JSONObject()
            for name in hard.keys { used[name] = self.used(name, in: key.namespace).map { .string(String($0)) } }
            var changed = quota
            changed.set(["status"], ["hard": .object(hard), "used": .object(used)])
            keep(changed, at: key)
        }
    }

    /// How many there are; nil for what is measured otherwise, such as processors.
    private func used(_ resource: String, in namespace: String) -> Int? {
        let plural = resource.hasPrefix("count/") ? String(resource.dropFirst(6)) : resource
        guard let kind = ResourceKind.all.first(where: { $0.id == plural }) else { return nil }
        return cluster.objects.list(kind.id, namespace: namespace).count { _, object in
            // Pods that have ended do not count.
            !["Succeeded", "Failed"].contains(object.at(["status", "phase"])?.string ?? "")
        }
    }

    /// Refuses a new object that a quota has no room for.
    func checkQuota(_ kind: ResourceKind, _ namespace: String, _ name: String) throws(APIFailure) {
        for (key, quota) in cluster.objects.list(ResourceKind.resourceQuotas.id, namespace: namespace) {
            for limit in (quota.at(["spec", "hard"])?.textMembers ?? [:]).sorted(by: { $0.key < $1.key })
            where limit.key == kind.id || limit.key == "count/\(kind.id)" {
                guard let most = Int(limit.value), let used = used(limit.key, in: namespace), used >= most else {
                    continue
                }
                throw .refused(
                    kind: kind, name: name,
                    why: "exceeded quota: \(key.name), requested: \(limit.key)=1, used: \(limit.key)=\(used), limited: "
                        + "\(limit.key)=\(most)")
            }
        }
    }
}
