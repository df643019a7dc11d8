public import Design

extension Masks {
    /// A subject with its values masked.
    public func masked(_ subject: Subject) -> Subject {
        var result = subject
        result.answers = masked(subject.answers)
        result.pod = subject.pod.map { masked($0) }
        return result
    }

    /// A diagnosis with its values masked.
    public func masked(_ diagnosis: Diagnosis) -> Diagnosis {
        var result = diagnosis
        result.subject = masked(diagnosis.subject)
        result.findings = diagnosis.findings.map { masked($0) }
        return result
    }

    /// A finding with its values masked, its commands included.
    public func masked(_ finding: Finding) -> Finding {
        var result = finding
        result.about = masked(finding.about)
        result.title = masked(finding.title)
        result.brief = masked(finding.brief)
        result.expected = masked(finding.expected)
        result.found = masked(finding.found)
        result.place = masked(finding.place)
        result.why = masked(finding.why)
        result.awsSays = masked(finding.awsSays)
        result.consequenceOf = finding.consequenceOf.map { masked($0) }
        result.evidence = finding.evidence.map { evidence in
            var evidence = evidence
            evidence.account = evidence.account.map { masked($0) }
            evidence.field = masked(evidence.field)
            evidence.value = masked(evidence.value)
            return evidence
        }
        if var fix = finding.fix {
            fix.text = masked(fix.text)
            fix.commands = fix.commands.map { masked($0) }
            fix.restarts = fix.restarts.compactMap { RestartTarget(masked($0.path), in: masked($0.namespace)) }
            result.fix = fix
        }
        return result
    }
}
